import type { Estimate } from '../model/estimate.ts';
import { chiSquareQuantile, tQuantile } from './distribution.ts';
import { CONFIDENCE, type RelativeSpread, twoSidedT } from './interval.ts';
import { speedModel } from './machineSpeed.ts';
import { cpuMsSeries, type MeasuredCell, throughputSeries, yardstickOf } from './measurement.ts';
import type { ScalingCurve } from './scalingCurve.ts';

/** How small a change of a topology's cells a comparison of this run with one like it would find. */
export interface Sensitivity {
  readonly topology: string;
  readonly scenario: string;
  /** Completed trials of the cell that has fewest. */
  readonly trials: number;
  /** Smallest relative change that is found in `POWER` of tries at the 5 % level: 0.08 is 8 %. Null without repeated trials. */
  readonly throughput: Estimate | null;
  readonly cpuMsPerRequest: Estimate | null;
}

/** Share of runs in which a difference of just that size is found. */
const POWER = 0.8;
/** Beyond a doubling the figure only says that the run shows nothing. */
const WORTH_SAYING = 1;

/**
 * exp((t₀.₉₇₅ + t_power) · s · √(2/n)) − 1: what two means of n trials each must differ by. Its interval is that
 * of s, whose square times df/σ² is of the χ² distribution: few trials know little of their own noise.
 * @param trials behind each of the two means
 * @returns null where nothing was repeated
 */
export const smallestDetectable = (
  { variance, df }: RelativeSpread,
  trials: number,
): Estimate | null => {
  if (df === 0) return null;
  const effectOf = (ofVariance: number): number =>
    Math.expm1((twoSidedT(df) + tQuantile(POWER, df)) * Math.sqrt((2 * ofVariance) / trials));
  const atTail = (probability: number): number =>
    effectOf((variance * df) / chiSquareQuantile(probability, df));
  const high = atTail((1 - CONFIDENCE) / 2);
  return {
    value: effectOf(variance),
    low: atTail((1 + CONFIDENCE) / 2),
    ...(high > WORTH_SAYING ? { high: null, highUnbounded: true } : { high }),
    confidence: CONFIDENCE,
    samples: trials,
  };
};

/**
 * The sensitivity of every topology that has a measured cell. The noise is that of all cells together, at
 * one speed of the machine, as `compareRuns` takes it.
 */
export const sensitivitiesOf = (
  curves: readonly ScalingCurve[],
  measured: ReadonlyMap<string, MeasuredCell>,
): readonly Sensitivity[] => {
  const all = [...measured.values()];
  const spreadOf = (series: typeof throughputSeries): RelativeSpread =>
    speedModel(all.map((cell) => series(cell, yardstickOf(cell)))).spread;
  const throughput = spreadOf(throughputSeries);
  const cpuMsPerRequest = spreadOf(cpuMsSeries);
  return curves.flatMap(({ topology, scenario, points }) => {
    const cells = points
      .map(({ cellId }) => measured.get(cellId))
      .filter((cell) => cell !== undefined);
    if (cells.length === 0) return [];
    const trials = Math.min(...cells.map((cell) => cell.measurement.trials.completed));
    return [
      {
        topology,
        scenario,
        trials,
        throughput: smallestDetectable(throughput, trials),
        cpuMsPerRequest: smallestDetectable(cpuMsPerRequest, trials),
      },
    ];
  });
};
