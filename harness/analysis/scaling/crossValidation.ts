import { mean } from '../interval.ts';
import { type ScalingPoint, scalingData, shareOff, type Weighting } from './data.ts';
import type { Law } from './law.ts';

/**
 * Leave-one-out: each trial (each point, where none is repeated) is predicted by the law fitted to all others.
 * @returns error of each prediction as a share of the throughput, in the order of the points
 */
export const leaveOneOutErrors = (
  points: readonly ScalingPoint[],
  weighting: Weighting,
  law: Law,
): readonly number[] =>
  points.map((point, left) => {
    const others = scalingData(
      points.filter((_, i) => i !== left),
      weighting,
    );
    const { lambda, shape } = law.fit(others);
    return shareOff(others, point.throughput, lambda * shape(point.n));
  });

export const rootMeanSquare = (errors: readonly number[]): number =>
  Math.sqrt(mean(errors.map((error) => error * error)));

/** Standard errors by which one law must predict better than another before the other is out of the race. */
const CLEARLY_BETTER = 2;

/** Whether `errors` are no clearly worse than `best`: paired differences of the squared errors. */
export const predictsAsWell = (best: readonly number[], errors: readonly number[]): boolean => {
  const differences = errors.map((error, i) => error * error - (best[i] as number) ** 2);
  const average = mean(differences);
  if (average <= 0) return true;
  const variance =
    differences.reduce((sum, d) => sum + (d - average) ** 2, 0) / (differences.length - 1);
  return average < CLEARLY_BETTER * Math.sqrt(variance / differences.length);
};
