import type { Cell } from '../../model/cell.ts';
import type { Experiment } from '../../model/experiment.ts';
import { provisionedCpuCores } from '../../model/plan.ts';
import type { PlannedCell } from '../../model/run.ts';
import type { Sample, Trial } from '../../model/trial.ts';
import { groupedBy } from '../grouping.ts';
import { mean } from '../interval.ts';
import { type Latency, type LatencySpread, latencyOf, latencySpread } from '../latency.ts';
import type { OpenEstimate } from '../scaling/model.ts';
import { throughputOf } from '../trialFigures.ts';
import type { ValueCounts } from '../valueCounts.ts';
import { capacityUnder } from './capacity.ts';
import { allMicros, errorShareOf, probesOf } from './probes.ts';

/** What a cell did with one offered rate. */
export interface OfferedPoint {
  readonly ratePerSecond: number;
  /** Completed probes, each on another deployment. */
  readonly trials: number;
  /** Mean of what ended `ok`. */
  readonly carriedPerSecond: number;
  /** Requests that did not end `ok` / all that were due, 0 to 1. */
  readonly errorShare: number;
  /** Response time, from the intended send, of all requests that were due. */
  readonly latency: Latency;
}

/** A cell in the open model: load against latency, and the capacity under the SLO. */
export interface OfferedCurve {
  readonly cell: Cell;
  /** Application, balancer and databases. */
  readonly provisionedCpuCores: number;
  /** By rising rate; empty where no probe was completed. */
  readonly points: readonly OfferedPoint[];
  /** The highest offered rate, requests/s, at which the SLO holds. */
  readonly capacityPerSecond: OpenEstimate;
  /** Completed probes behind the capacity. */
  readonly probes: number;
}

interface Group {
  readonly ratePerSecond: number;
  readonly samples: readonly Sample[];
  readonly micros: readonly ValueCounts[];
}

/** Probes that offered the same: what was searched for stands alone. */
const groupsOf = (trials: readonly Trial[]): readonly Group[] => {
  const completed = trials.flatMap(({ probe, outcome }) =>
    probe && outcome.status === 'completed'
      ? [{ ratePerSecond: probe.ratePerSecond, sample: outcome.sample }]
      : [],
  );
  return [...groupedBy(completed, ({ ratePerSecond }) => String(ratePerSecond)).values()]
    .map((group) => ({
      ratePerSecond: group[0]?.ratePerSecond ?? 0,
      samples: group.map(({ sample }) => sample),
      micros: group.map(({ sample }) => allMicros(sample.load)),
    }))
    .toSorted((a, b) => a.ratePerSecond - b.ratePerSecond);
};

const pointOf = (
  { ratePerSecond, samples, micros }: Group,
  spread: LatencySpread,
): OfferedPoint => ({
  ratePerSecond,
  trials: samples.length,
  carriedPerSecond: mean(samples.map(({ load }) => throughputOf(load))),
  errorShare: mean(samples.map(({ load }) => errorShareOf(load))),
  latency: latencyOf(micros, spread),
});

/**
 * @param trials of the cell, in whatever order
 * @returns the curve; percentiles share the spread that all rates of the cell show from one deployment to the next
 */
export const offeredCurve = (
  { cell, plan }: PlannedCell,
  trials: readonly Trial[],
  { slo }: Experiment,
): OfferedCurve => {
  const groups = groupsOf(trials);
  const spread = latencySpread(groups.map(({ micros }) => micros));
  const probes = probesOf(trials);
  return {
    cell,
    provisionedCpuCores: provisionedCpuCores(plan),
    points: groups.map((group) => pointOf(group, spread)),
    capacityPerSecond: capacityUnder(probes, slo),
    probes: probes.length,
  };
};
