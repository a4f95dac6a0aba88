import { percent } from '../../figures.ts';
import type { Text } from '../en.ts';
import { reasonClause } from './reasons.ts';

const outcomes = { confirmed: '已证实', correlated: '未证实', unknown: '未知' } as const;

export const wallTest: Text['wallTest'] = {
  title: '真的是那堵墙吗？',
  intro:
    '每次只把一种资源提高一半，其余不变。只有当疑似瓶颈使吞吐量升到其需求所预示之处，而其他资源（对照）毫无影响时，瓶颈才算证实。',
  none: (topologies) =>
    `没有作墙检验，因此 ${topologies.join('、')} 的瓶颈只是相关，未经证实。要证实它，请用 --probe-limiter 运行。`,
  verdict: ({ cellId, outcome, reason, smallestDetectable }) =>
    `${cellId}：${outcomes[outcome]}；${reasonClause(reason)}。${
      smallestDetectable === null
        ? ''
        : `五次这样的检验中有四次能发现 ${percent(smallestDetectable.value)} 以上的变化。`
    }`,
  tableTitle: (cell) => `${cell} 的一种资源提高一半`,
  explanation:
    '变化是吞吐量与未改动的格之比，已去除机器自身速度对两者的影响：负载发生器的工作始终相同，其每个请求的 CPU 时间反映机器的快慢。各对照的区间合起来以 95 % 成立。',
  raised: '提高',
  part: '作为',
  suspect: '疑似瓶颈',
  placebo: '对照',
  raisedNames: { node: '节点 CPU', database: '数据库 CPU', balancer: '负载均衡 CPU' },
  measured: '实测（请求/秒）',
  predicted: '预测（请求/秒）',
  machine: '机器所致',
  change: '变化',
  outcome: '吞吐量',
  noPrediction: '未改动的格的需求未知',
  moves: {
    better: '上升',
    worse: '下降',
    indistinguishable: '无法区分',
    unknown: '未知',
  },
};
