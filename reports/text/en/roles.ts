import type { Role } from '../../../harness/model/plan.ts';

export const roleNames: Readonly<Record<Role, string>> = {
  app: 'application',
  balancer: 'balancer',
  database: 'database',
  generator: 'load generator',
};
