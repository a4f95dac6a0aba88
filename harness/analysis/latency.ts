import { type MaybeEstimate, unknown } from '../model/estimate.ts';
import { mergeCounts, type ValueCounts, valueAtQuantile } from './valueCounts.ts';
import { aroundValue, pooledSpread, type RelativeSpread } from './interval.ts';

/** Response time over all completed trials of a cell; histograms are merged, percentiles never averaged. */
export interface Latency {
  readonly count: number;
  readonly p50Ms: MaybeEstimate;
  readonly p90Ms: MaybeEstimate;
  readonly p99Ms: MaybeEstimate;
  readonly p999Ms: MaybeEstimate;
}

export type PercentileName = Exclude<keyof Latency, 'count'>;

const QUANTILES: Readonly<Record<PercentileName, number>> = {
  p50Ms: 0.5,
  p90Ms: 0.9,
  p99Ms: 0.99,
  p999Ms: 0.999,
};

/** Relative noise of each percentile from trial to trial. */
export type LatencySpread = Readonly<Record<PercentileName, RelativeSpread>>;

const percentileMs = (micros: ValueCounts, name: PercentileName): number =>
  valueAtQuantile(micros, QUANTILES[name]) / 1000;

/** How much each percentile differs between trials of the same cell. Shape: [cells][trials], µs. */
export const latencySpread = (cells: readonly (readonly ValueCounts[])[]): LatencySpread => {
  const spreadOf = (name: PercentileName): RelativeSpread =>
    pooledSpread(
      cells.map((trials) =>
        trials.filter((micros) => micros.total > 0).map((micros) => percentileMs(micros, name)),
      ),
    );
  return {
    p50Ms: spreadOf('p50Ms'),
    p90Ms: spreadOf('p90Ms'),
    p99Ms: spreadOf('p99Ms'),
    p999Ms: spreadOf('p999Ms'),
  };
};

/** Under ten samples beyond it, a percentile is an accident. */
const samplesNeeded = (name: PercentileName): number => Math.round(10 / (1 - QUANTILES[name]));

/**
 * Percentiles of the merged trials, each with the interval that the trials' own percentiles give.
 * @param trials one histogram of µs for each trial, at least one
 * @param spread of the cell's topology; this cell's own where absent
 */
export const latencyOf = (
  trials: readonly ValueCounts[],
  spread: LatencySpread = latencySpread([trials]),
): Latency => {
  const merged = mergeCounts(trials);
  const count = merged.total;
  const estimate = (name: PercentileName): MaybeEstimate => {
    if (count < samplesNeeded(name)) {
      return unknown({ kind: 'too-few-samples', samples: count, needed: samplesNeeded(name) });
    }
    return aroundValue(percentileMs(merged, name), trials.length, spread[name]);
  };
  return {
    count,
    p50Ms: estimate('p50Ms'),
    p90Ms: estimate('p90Ms'),
    p99Ms: estimate('p99Ms'),
    p999Ms: estimate('p999Ms'),
  };
};
