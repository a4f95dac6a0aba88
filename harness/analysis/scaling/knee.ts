import type { Estimate } from '../../model/estimate.ts';
import { seededRandom } from '../../model/random.ts';
import { CONFIDENCE } from '../interval.ts';
import { type ScalingPoint, scalingData, throughputOfY } from './data.ts';
import type { LawFit, PlausibleCurve, Shape } from './law.ts';
import type { OpenEstimate } from './model.ts';
import { neverFalling } from './monotone.ts';
import { resampler } from './resample.ts';

/** What is asked of the next node: this share of the first one's throughput. */
export const KNEE_THRESHOLD = 0.5;

/** Bisection stops here; the knee is told in whole nodes. */
const PRECISION = 1e-6;

/** Gain of node n + 1 over the gain of a first node, whose worth is that of each up to `first`. */
export const gainAt = (shape: Shape, first: number, n: number): number =>
  ((shape(n + 1) - shape(n)) * first) / shape(first);

/**
 * The real n at which the next node's gain falls under the threshold; Infinity where it does not up to `last`.
 * All the laws' gains fall with n, so there is one crossing.
 */
export const kneeCrossing = (
  shape: Shape,
  first: number,
  last: number,
  threshold: number,
): number => {
  if (gainAt(shape, first, first) < threshold) return first;
  if (gainAt(shape, first, last) >= threshold) return Number.POSITIVE_INFINITY;
  let low = first;
  let high = last;
  while (high - low > PRECISION) {
    const middle = (low + high) / 2;
    if (gainAt(shape, first, middle) < threshold) high = middle;
    else low = middle;
  }
  return high;
};

/** The first whole n whose next node brings less than the threshold. */
const wholeKnee = (crossing: number): number => Math.ceil(crossing - 2 * PRECISION);

const kneeEstimate = (
  value: number,
  low: number,
  high: number,
  last: number,
  samples: number,
): OpenEstimate => {
  // A node more than was measured: the gain of the last step cannot be seen.
  if (value >= last) {
    return {
      value: null,
      reason: { kind: 'still-pays', scale: last },
      ...(Number.isFinite(low) ? { low: Math.min(low, last) } : {}),
    };
  }
  const estimate: Estimate = {
    value,
    low,
    high: high >= last ? null : high,
    ...(high >= last ? { highUnbounded: true as const } : {}),
    confidence: CONFIDENCE,
    samples,
  };
  return estimate;
};

/**
 * The knee of the fitted law at whole n, with the range over all curves that the data do not rule out.
 * Nothing is said beyond the measured range.
 */
export const kneeOfLaw = (
  points: readonly ScalingPoint[],
  fit: LawFit,
  curves: readonly PlausibleCurve[],
  threshold: number = KNEE_THRESHOLD,
): OpenEstimate => {
  const scales = points.map(({ n }) => n);
  const first = Math.min(...scales);
  const last = Math.max(...scales);
  const kneeOf = (shape: Shape): number => wholeKnee(kneeCrossing(shape, first, last, threshold));
  const knees = curves.map(({ shape }) => kneeOf(shape));
  return kneeEstimate(
    kneeOf(fit.shape),
    Math.min(...knees),
    Math.max(...knees),
    last,
    points.length,
  );
};

const RESAMPLES = 1000;

/**
 * The knee of the closest curve that never falls, for points that no law describes, with straight lines
 * between the measured n; its interval is the percentiles of resampled trials (wide with few trials,
 * and unknown with one).
 */
export const kneeOfPoints = (
  points: readonly ScalingPoint[],
  threshold: number = KNEE_THRESHOLD,
): OpenEstimate => {
  const data = scalingData(points, 'relative');
  const first = data.cells[0]?.n ?? 1;
  const last = data.cells.at(-1)?.n ?? 1;
  const kneeOf = ({ cells }: typeof data): number => {
    const heights = neverFalling(
      cells.map(({ n, count, meanY }) => ({
        n,
        height: throughputOfY(data, meanY),
        weight: count,
      })),
    );
    const perNode = (heights[0] as number) / first;
    // Within a step the gain is the same for each node, so the knee is at a measured n.
    const step = cells.findIndex(({ n }, i) => {
      const next = cells[i + 1];
      if (!next) return true;
      const gain = (heights[i + 1] as number) - (heights[i] as number);
      return gain < threshold * perNode * (next.n - n);
    });
    return cells[step]?.n ?? last;
  };
  const value = kneeOf(data);
  if (data.pureErrorDf === 0) {
    const open = kneeEstimate(value, value, value, last, points.length);
    return open.value === null ? open : { ...open, low: null, high: null };
  }
  const random = seededRandom(points.length);
  const draw = resampler(points, 'relative');
  const knees = Array.from({ length: RESAMPLES }, () => kneeOf(draw(random))).toSorted(
    (a, b) => a - b,
  );
  const at = (share: number): number => knees[Math.floor(share * (RESAMPLES - 1))] as number;
  return kneeEstimate(value, at(0.025), at(0.975), last, points.length);
};
