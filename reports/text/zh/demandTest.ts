import type { Text } from '../en.ts';

const parts = { database: '数据库', balancer: '负载均衡' };

export const demandTest: Text['demandTest'] = {
  shownFull: (group, cell) =>
    `${group} 每个请求的 CPU 消耗取自 ${cell}：在那里它被限制在很少的核数之内并已满载，而满载的部分与空闲时的工作方式不同。`,
  notShownFull: (part, cell) =>
    `${cell} 未能显示${parts[part]}满载，因此${parts[part]}每个请求的 CPU 消耗取自轻载。`,
};
