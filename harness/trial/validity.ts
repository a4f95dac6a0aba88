import type { Invalidity, Sample, ValidityRule } from '../model/trial.ts';
import { concurrencyOff } from './concurrency.ts';
import { sentLate } from './sendLag.ts';

/** Over this share of its CPU the generator, not the system, may be what was measured. */
export const GENERATOR_CPU_LIMIT = 0.8;
/** Over this share of the host's CPU the containers contend for cores, not for their quotas. */
const HOST_CPU_LIMIT = 0.95;
/** Of all cores' time, over what the run's own calibration showed: a light load has less stolen than a heavy one. */
const STEAL_MARGIN = 0.02;

/** What a trial is held against, beside itself. */
export interface ValidityLimits {
  readonly sloP99Ms: number;
  /** Share of all cores' time that was stolen during the run's calibration; null where that isn't known. */
  readonly calibratedStealShare: number | null;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const generatorSaturated = ({ containers }: Sample): readonly Invalidity<ValidityRule>[] =>
  containers
    .filter(
      ({ role, cpuUtilisation }) => role === 'generator' && cpuUtilisation > GENERATOR_CPU_LIMIT,
    )
    .map(({ name, cpuUtilisation }) => ({
      rule: 'generator-saturated',
      detail: `${name} used ${percent(cpuUtilisation)} of its CPU; over ${percent(GENERATOR_CPU_LIMIT)} the load itself is in doubt`,
    }));

const hostSaturated = ({ host }: Sample): readonly Invalidity<ValidityRule>[] =>
  host && host.cpuBusyShare + host.cpuStealShare > HOST_CPU_LIMIT
    ? [
        {
          rule: 'host-saturated',
          detail: `${percent(host.cpuBusyShare)} of the host's CPU was busy and ${percent(host.cpuStealShare)} stolen; the quotas were not what limited the system`,
        },
      ]
    : [];

const hostStolen = (
  { host }: Sample,
  { calibratedStealShare }: ValidityLimits,
): readonly Invalidity<ValidityRule>[] =>
  host && calibratedStealShare !== null && host.cpuStealShare > calibratedStealShare + STEAL_MARGIN
    ? [
        {
          rule: 'host-stolen',
          detail: `${(host.cpuStealShare * 100).toFixed(1)} % of the host's CPU was stolen, and ${(calibratedStealShare * 100).toFixed(1)} % when the run was calibrated; its neighbours have changed`,
        },
      ]
    : [];

/** Requests must add up: sent = completed + errors + timeouts + lost. */
const unaccounted = ({ load: { counts } }: Sample): readonly Invalidity<ValidityRule>[] => {
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

const nothingMeasured = ({ load: { routes } }: Sample): readonly Invalidity<ValidityRule>[] =>
  routes.some(({ count }) => count > 0)
    ? []
    : [{ rule: 'nothing-measured', detail: 'no request ended in the measured window' }];

/**
 * What of the figures themselves makes a measurement untrustworthy. An overload, errors or a missed
 * SLO are the system's own doing and are results: no rule here speaks of them.
 */
export const invalidities = (
  sample: Sample,
  limits: ValidityLimits,
): readonly Invalidity<ValidityRule>[] => [
  ...generatorSaturated(sample),
  ...sentLate(sample, limits.sloP99Ms),
  ...hostSaturated(sample),
  ...hostStolen(sample, limits),
  ...concurrencyOff(sample),
  ...unaccounted(sample),
  ...nothingMeasured(sample),
];
