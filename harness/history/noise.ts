import { mean, median, sumOfSquares } from '../analysis/interval.ts';
import { logCost, type MetricValues } from './metric.ts';

/** One metric of one night in log cost: its level and what its trials differed by. */
export interface NightLevel {
  readonly level: number;
  /** Variance of a single trial; null of fewer than two. */
  readonly trialVariance: number | null;
  readonly trials: number;
}

/** @param metric at least one value, all positive */
export const nightLevel = ({ kind, values }: MetricValues): NightLevel => {
  const costs = values.map((value) => logCost(kind, value));
  return {
    level: mean(costs),
    trialVariance: costs.length < 2 ? null : sumOfSquares(costs) / (costs.length - 1),
    trials: costs.length,
  };
};

/** Median of χ²ν / ν (Wilson and Hilferty 1931): 0.839 for 4 degrees of freedom. */
const medianOfVariances = (df: number): number => (1 - 2 / (9 * df)) ** 3;

/**
 * Variance of a trial within a night, as the median over nights: one unsteady night in fourteen,
 * four times as noisy, would double their mean.
 */
export const trialVarianceOver = (nights: readonly NightLevel[]): number | null => {
  const known = nights.flatMap(({ trialVariance, trials }) =>
    trialVariance === null ? [] : [trialVariance / medianOfVariances(trials - 1)],
  );
  return known.length === 0 ? null : median(known);
};

/**
 * Standard deviation by the first quartile of pairwise distances (Rousseeuw and Croux 1993, Qn): bad
 * nights in the history, up to half of them, don't hide a regression behind a wide spread. Only pairs of
 * one segment count, so that an accepted change of level is no noise.
 * @param segments levels between two accepted changes; shape [segments][nights], 2 nights or more in one
 */
export const spreadOverNights = (segments: readonly (readonly number[])[]): number => {
  const distances: number[] = [];
  for (const levels of segments)
    for (const [index, level] of levels.entries())
      for (let other = index + 1; other < levels.length; other += 1)
        distances.push(Math.abs(level - (levels[other] as number)));
  const nights = segments.reduce((sum, levels) => sum + levels.length, 0);
  const half = Math.floor(nights / 2) + 1;
  // Of all pairs of `nights` Qn takes the C(half, 2)th; the same share of those that segments leave.
  const share = (half * (half - 1)) / (nights * (nights - 1));
  const sorted = new Float64Array(distances).sort();
  const quartile = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
  return 2.2219 * smallSample(nights) * quartile;
};

/** Croux and Rousseeuw 1992: makes Qn right on average for normal samples of 10 and more. */
const smallSample = (nights: number): number =>
  nights % 2 === 1 ? nights / (nights + 1.4) : nights / (nights + 3.8);
