import type { RelativeSpread } from './interval.ts';
import type { Prediction } from './prediction.ts';

/**
 * How far this run's predictions were off: their mean square, about no error and not about their mean,
 * so that a prediction which is always too high is not taken for an exact one.
 */
export const predictionSpread = (predictions: readonly Prediction[]): RelativeSpread => {
  const errors = predictions.flatMap(({ relativeError }) =>
    relativeError !== null && Number.isFinite(relativeError) && relativeError > -1
      ? [Math.log1p(relativeError)]
      : [],
  );
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  return {
    variance: errors.length === 0 ? 0 : squares / errors.length,
    df: errors.length,
  };
};
