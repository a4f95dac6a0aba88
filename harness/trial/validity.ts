import type { ContainerState } from '../engine/engine.ts';
import type { Invalidity, Sample } from '../model/trial.ts';

/** Over this share of its CPU the generator, not the system, may be what was measured. */
export const GENERATOR_CPU_LIMIT = 0.8;
/** Over this share of the host's CPU the containers contend for cores, not for their quotas. */
const HOST_CPU_LIMIT = 0.95;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const generatorSaturated = ({ containers }: Sample): readonly Invalidity[] =>
  containers
    .filter(
      ({ role, cpuUtilisation }) => role === 'generator' && cpuUtilisation > GENERATOR_CPU_LIMIT,
    )
    .map(({ name, cpuUtilisation }) => ({
      rule: 'generator-saturated',
      detail: `${name} used ${percent(cpuUtilisation)} of its CPU; over ${percent(GENERATOR_CPU_LIMIT)} the load itself is in doubt`,
    }));

const hostSaturated = ({ host }: Sample): readonly Invalidity[] =>
  host && host.cpuBusyShare + host.cpuStealShare > HOST_CPU_LIMIT
    ? [
        {
          rule: 'host-saturated',
          detail: `${percent(host.cpuBusyShare)} of the host's CPU was busy and ${percent(host.cpuStealShare)} stolen; the quotas were not what limited the system`,
        },
      ]
    : [];

const changedContainers = (
  before: readonly ContainerState[],
  after: readonly ContainerState[],
): readonly Invalidity[] =>
  before.flatMap((first) => {
    const last = after.find(({ container }) => container === first.container);
    const what = !last
      ? 'was removed'
      : last.oomKilled
        ? 'was killed for memory'
        : !last.running
          ? 'died'
          : last.startedAt !== first.startedAt || last.restarts !== first.restarts
            ? 'restarted'
            : null;
    return what
      ? [{ rule: 'container-changed', detail: `${first.container} ${what} during the trial` }]
      : [];
  });

/** Requests must add up: sent = completed + errors + timeouts + lost. */
const unaccounted = ({ load: { counts } }: Sample): readonly Invalidity[] => {
  const ended = counts.completed + counts.errors + counts.timeouts + counts.lost;
  return ended === counts.sent
    ? []
    : [
        {
          rule: 'requests-unaccounted',
          detail: `${counts.sent} requests were sent and ${ended} ended`,
        },
      ];
};

const nothingMeasured = ({ load: { routes } }: Sample): readonly Invalidity[] =>
  routes.some(({ count }) => count > 0)
    ? []
    : [{ rule: 'nothing-measured', detail: 'no request ended in the measured window' }];

/**
 * What makes a measurement untrustworthy. An overload, errors or a missed SLO are the system's own
 * doing and are results: no rule here speaks of them.
 */
export const invalidities = (
  sample: Sample,
  before: readonly ContainerState[],
  after: readonly ContainerState[],
): readonly Invalidity[] => [
  ...generatorSaturated(sample),
  ...hostSaturated(sample),
  ...changedContainers(before, after),
  ...unaccounted(sample),
  ...nothingMeasured(sample),
];
