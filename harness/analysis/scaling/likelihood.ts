import type { Estimate } from '../../model/estimate.ts';
import { CONFIDENCE, twoSidedT } from '../interval.ts';
import type { ScalingData } from './data.ts';
import { profileShape } from './leastSquares.ts';
import type { PlausibleCurve, Shape } from './law.ts';

/** Points that agree to the last bit were computed; no throughput is measured better than this. */
const LEAST_NOISE_SHARE = 1e-6;

const leastNoise = ({ weighting, cells }: ScalingData): number =>
  cells.reduce(
    (sum, { count, meanY }) =>
      sum + count * (LEAST_NOISE_SHARE * (weighting === 'relative' ? 1 : meanY)) ** 2,
    0,
  );

/**
 * The lack of fit up to which a parameter's value stands: profile likelihood with a t quantile,
 * SSE(value) ≤ SSE_min · (1 + t² / df) (Bates & Watts, Nonlinear Regression Analysis, §6.1).
 * Infinity where no degree of freedom is left to know the noise by.
 */
export const toleratedLackOfFit = (
  data: ScalingData,
  lackOfFit: number,
  parameterCount: number,
): number => {
  const df = data.trials - parameterCount;
  if (df < 1) return Number.POSITIVE_INFINITY;
  const total = Math.max(lackOfFit + data.pureError, leastNoise(data));
  return total * (1 + twoSidedT(df) ** 2 / df) - data.pureError;
};

/**
 * The last value, going from `best` towards `limit`, whose profile stays within the tolerated lack of fit.
 * @param profile lack of fit with the parameter held and all else fitted
 * @param scale a first step's length
 * @returns `limit` where the profile never leaves it
 */
export const profileEnd = (
  profile: (value: number) => number,
  best: number,
  limit: number,
  tolerated: number,
  scale: number,
): number => {
  if (tolerated === Number.POSITIVE_INFINITY) return limit;
  const direction = Math.sign(limit - best);
  if (direction === 0) return best;
  let inside = best;
  let outside = limit;
  let step = scale;
  for (let i = 0; i < 200; i++) {
    const value = best + direction * step;
    if ((limit - value) * direction <= 0) {
      if (profile(limit) <= tolerated) return limit;
      outside = limit;
      break;
    }
    if (profile(value) > tolerated) {
      outside = value;
      break;
    }
    inside = value;
    step *= 1.6;
  }
  for (let i = 0; i < 36; i++) {
    const middle = (inside + outside) / 2;
    if (profile(middle) > tolerated) outside = middle;
    else inside = middle;
  }
  return (inside + outside) / 2;
};

/** A parameter's estimate from the two ends of its profile; an infinite end is said as such. */
export const profileEstimate = (
  data: ScalingData,
  value: number,
  low: number,
  high: number,
): Estimate => ({
  value,
  low: Number.isFinite(low) ? low : null,
  high: Number.isFinite(high) ? high : null,
  ...(high === Number.POSITIVE_INFINITY ? { highUnbounded: true as const } : {}),
  confidence: CONFIDENCE,
  samples: data.trials,
});

/** The range of λ that the tolerated lack of fit leaves to one shape; null where the shape is ruled out. */
export const plausibleCurve = (
  data: ScalingData,
  theta: readonly number[],
  shape: Shape,
  tolerated: number,
): PlausibleCurve | null => {
  const { lambda, lackOfFit } = profileShape(data, shape);
  const slack = tolerated - lackOfFit;
  if (!(slack >= 0)) return null;
  if (data.weighting === 'relative') {
    const factor = Math.exp(Math.sqrt(slack / data.trials));
    return { theta, shape, lambdaLow: lambda / factor, lambdaHigh: lambda * factor };
  }
  const weight = data.cells.reduce((sum, { n, count }) => sum + count * shape(n) ** 2, 0);
  const margin = Math.sqrt(slack / weight);
  return { theta, shape, lambdaLow: lambda - margin, lambdaHigh: lambda + margin };
};

/** `count` values from `low` to `high`, both included. */
export const spaced = (low: number, high: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
