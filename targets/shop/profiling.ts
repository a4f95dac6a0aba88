import { type ContainerPlan, containersOf, mapContainers } from '../../harness/model/plan.ts';
import type { Profiling } from '../target.ts';
import { COMPONENT_NAMES } from './runtime/contract.ts';
import { SHOP_PORT } from './topologies.ts';

/** The routes of a process, and the statistics of a server, that only a profiled deployment has. */
const profiled = (container: ContainerPlan): ContainerPlan => {
  switch (container.role) {
    case 'app':
      return { ...container, environment: { ...container.environment, SHOP_PROFILING: 'on' } };
    case 'database':
      return {
        ...container,
        command: [
          ...(container.command ?? []),
          '-c',
          'shared_preload_libraries=pg_stat_statements',
        ],
      };
    default:
      return container;
  }
};

export const profiling: Profiling = {
  plan: (plan) => mapContainers(plan, profiled),
  processes: (plan) =>
    containersOf(plan)
      .filter(({ role }) => role === 'app')
      .map(({ name }) => ({
        container: name,
        startUrl: `http://${name}:${SHOP_PORT}/runtime/profile/start`,
        stopUrl: `http://${name}:${SHOP_PORT}/runtime/profile/stop`,
        sourceMap: { container: name, command: ['cat', '/app/shop.mjs.map'] },
      })),
  components: Object.fromEntries(
    COMPONENT_NAMES.map((name) => [name, `targets/shop/components/${name}/`]),
  ),
};
