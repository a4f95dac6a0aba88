import { unknown } from '../../model/estimate.ts';
import { CONFIDENCE } from '../interval.ts';
import type { ScalingPoint } from './data.ts';
import { gainAt, KNEE_THRESHOLD } from './knee.ts';
import type { LawFit, PlausibleCurve, Shape } from './law.ts';
import type { OpenEstimate } from './model.ts';

/**
 * The knee as a real number. N is whole, so the interval of the whole knee holds it more often than its
 * 95 %, by as much as rounding forgives; the bend behind it has no such slack and is calibrated.
 */
export interface Bend {
  /** Where the law's next node brings just `KNEE_THRESHOLD` of a first node's gain, in nodes. */
  readonly bend: OpenEstimate;
  /** It lies beyond the largest N that was measured: what the law says, not what was seen. */
  readonly bendExtrapolated: boolean;
}

/** Nobody asks beyond this many nodes; a law that still pays there has no bend. */
const FURTHEST = 1e6;
const PRECISION = 1e-9;

/**
 * The real n, measured or not, at which the next node's gain falls under the threshold: 0 where not even
 * the first node brings it, Infinity where every one does. All the laws' gains fall with n until they are
 * negative, so there is one crossing.
 * @param first smallest measured n: a node is worth a share of it
 */
export const bendOf = (shape: Shape, first: number, threshold: number): number => {
  if (gainAt(shape, first, 0) < threshold) return 0;
  let low = 0;
  let high = 1;
  while (gainAt(shape, first, high) >= threshold) {
    low = high;
    high *= 2;
    if (high > FURTHEST) return Number.POSITIVE_INFINITY;
  }
  // Of a node, and not of `high` alone: a flat curve bends at 0, which no share of `high` ever reaches.
  while (high - low > PRECISION * Math.max(1, high)) {
    const middle = (low + high) / 2;
    if (gainAt(shape, first, middle) < threshold) high = middle;
    else low = middle;
  }
  return high;
};

/** The bend of the fitted law, with the range over all curves that the data do not rule out. */
export const bendOfLaw = (
  points: readonly ScalingPoint[],
  fit: LawFit,
  curves: readonly PlausibleCurve[],
  threshold: number = KNEE_THRESHOLD,
): Bend => {
  const scales = points.map(({ n }) => n);
  const first = Math.min(...scales);
  const value = bendOf(fit.shape, first, threshold);
  const bends = [value, ...curves.map(({ shape }) => bendOf(shape, first, threshold))];
  const low = Math.min(...bends);
  const high = Math.max(...bends);
  if (value === Number.POSITIVE_INFINITY) {
    const none = unknown({ kind: 'no-bend' });
    return {
      bend: Number.isFinite(low) ? { ...none, low } : none,
      bendExtrapolated: false,
    };
  }
  return {
    bend: {
      value,
      low,
      high: Number.isFinite(high) ? high : null,
      ...(Number.isFinite(high) ? {} : { highUnbounded: true as const }),
      confidence: CONFIDENCE,
      samples: points.length,
    },
    bendExtrapolated: value > Math.max(...scales),
  };
};

export const NO_BEND: Bend = {
  bend: unknown({ kind: 'no-law-to-bend' }),
  bendExtrapolated: false,
};
