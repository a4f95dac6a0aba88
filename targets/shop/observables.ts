import { containersOf, type DeploymentPlan } from '../../harness/model/plan.ts';
import type { Observables } from '../target.ts';
import { BALANCER_STATS_PATH, BALANCER_STATS_PORT } from './balancer.ts';
import { PSQL } from './data.ts';
import { SHOP_PORT } from './topologies.ts';

/** Every process answers at /runtime, which the balancer does not route. */
export const observables = (plan: DeploymentPlan): Observables => {
  const named = (role: 'app' | 'balancer' | 'database'): readonly string[] =>
    containersOf(plan)
      .filter((container) => container.role === role)
      .map(({ name }) => name);
  const [balancer] = named('balancer');
  return {
    nodes: named('app').map((container) => ({
      container,
      url: `http://${container}:${SHOP_PORT}/runtime`,
    })),
    balancer:
      balancer === undefined
        ? null
        : {
            container: balancer,
            url: `http://${balancer}:${BALANCER_STATS_PORT}${BALANCER_STATS_PATH}`,
          },
    databases: named('database').map((container) => ({
      container,
      command: [...PSQL, '--dbname=postgres'],
    })),
  };
};
