import type { Role } from '../../../harness/model/plan.ts';

export const roleNames: Readonly<Record<Role, string>> = {
  app: '应用',
  balancer: '负载均衡',
  database: '数据库',
  generator: '负载发生器',
};
