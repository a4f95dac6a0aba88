import type { Role } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { CpuUse } from './cpuUse.ts';
import type { Measurement } from './measurement.ts';
import { type Bottleneck, bottleneckOf, measurementBottleneck } from './waits.ts';

/** A resource near its limit. */
export interface Saturation {
  readonly role: Role;
  readonly group: string;
  /** Of the quota, 0 to 1: mean over the group's replicas. */
  readonly utilisation: number;
  readonly throttledShare: number;
}

/** Why a point carries no more: the saturated resource, or the reason why none can be named. */
export type Limiter =
  | (Saturation & {
      readonly resource: 'cpu';
      /** `correlated`: saturated at this point; `confirmed`: raising it moved the wall. */
      readonly grade: 'correlated' | 'confirmed';
      /** Others at their limit too, less so. */
      readonly alsoSaturated: readonly Saturation[];
    })
  | (Bottleneck & { readonly grade: 'correlated' | 'confirmed' })
  | { readonly resource: null; readonly grade: 'unknown'; readonly reason: Reason };

/**
 * Of its CPU quota. A container whose load comes unevenly is throttled in one CFS period and idle in
 * another, so that its wall stands a little under 1: a node alone was seen at 0.97 and a database
 * that carried no more at 0.97 to 1.03, one that still did at 0.87.
 */
const SATURATED_FROM = 0.9;

const saturationOf = (use: CpuUse): Saturation => ({
  role: use.role,
  group: use.group ?? use.role,
  utilisation: use.meanUtilisation,
  throttledShare: use.throttledShare,
});

const correlated = (bottleneck: Bottleneck): Limiter => ({ ...bottleneck, grade: 'correlated' });

/**
 * What limits a cell. A measurement that is of the generator or the machine tells nothing else; then a
 * used-up CPU quota comes before all that is waited for, since who has no CPU makes others wait.
 */
export const limiterOf = (
  seen: Pick<Measurement, 'cpuByGroup' | 'generator' | 'system'>,
): Limiter => {
  const ofMeasurement = measurementBottleneck(seen);
  if (ofMeasurement) return correlated(ofMeasurement);
  const cpu = cpuLimiterOf(seen.cpuByGroup);
  if (cpu.resource !== null) return cpu;
  const waitedFor = bottleneckOf(seen);
  return waitedFor ? correlated(waitedFor) : cpu;
};

/**
 * The group whose CPU quota is used up the most. The replicas of a group share its load, so their mean
 * counts; a split's services are groups of their own, so the hottest one is found.
 * @param uses by group; the generator's are left out, it limits the measurement and not the system
 */
const cpuLimiterOf = (uses: readonly CpuUse[]): Limiter => {
  const hottestFirst = uses
    .filter((use) => use.role !== 'generator')
    .toSorted((a, b) => b.meanUtilisation - a.meanUtilisation);
  const hottest = hottestFirst[0];
  if (!hottest)
    return { resource: null, grade: 'unknown', reason: { kind: 'no-container-observed' } };
  if (hottest.meanUtilisation < SATURATED_FROM) {
    const { role, group, utilisation } = saturationOf(hottest);
    return {
      resource: null,
      grade: 'unknown',
      reason: { kind: 'no-quota-used-up', role, group, utilisation },
    };
  }
  return {
    resource: 'cpu',
    grade: 'correlated',
    ...saturationOf(hottest),
    alsoSaturated: hottestFirst
      .slice(1)
      .filter((use) => use.meanUtilisation >= SATURATED_FROM)
      .map(saturationOf),
  };
};
