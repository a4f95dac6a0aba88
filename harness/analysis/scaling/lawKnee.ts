import { CONFIDENCE } from '../interval.ts';
import type { ScalingPoint } from './data.ts';
import { type Knee, KNEE_THRESHOLD } from './knee.ts';
import type { LawFit, PlausibleCurve, Shape } from './law.ts';
import type { OpenEstimate } from './model.ts';

/** Nobody asks beyond this many nodes; a law that still pays there has no knee. */
const FURTHEST = 1e6;
const PRECISION = 1e-9;

/** A knee this little above a whole N is at it: noise of the arithmetic. */
const WHOLE_WITHIN = 2e-6;

/** Gain of node n + 1 over the gain of a first node, whose worth is that of each up to `first`. */
const gainAt = (shape: Shape, first: number, n: number): number =>
  ((shape(n + 1) - shape(n)) * first) / shape(first);

/**
 * The real n, measured or not, at which the next node's gain falls under the threshold: 0 where not even
 * the first node brings it, Infinity where every one does. All the laws' gains fall with n until they are
 * negative, so there is one crossing.
 * @param first smallest measured n: a node is worth a share of it
 */
export const kneeOfShape = (shape: Shape, first: number): number => {
  if (gainAt(shape, first, 0) < KNEE_THRESHOLD) return 0;
  let low = 0;
  let high = 1;
  while (gainAt(shape, first, high) >= KNEE_THRESHOLD) {
    low = high;
    high *= 2;
    if (high > FURTHEST) return Number.POSITIVE_INFINITY;
  }
  // Of a node, and not of `high` alone: a knee close to 0 is one that no share of `high` ever reaches.
  while (high - low > PRECISION * Math.max(1, high)) {
    const middle = (low + high) / 2;
    if (gainAt(shape, first, middle) < KNEE_THRESHOLD) high = middle;
    else low = middle;
  }
  return high;
};

/** The first whole n, from the first measured one on, whose next node brings less than the threshold. */
export const wholeNodes = (knee: number, first: number): number =>
  Math.max(first, Math.ceil(knee - WHOLE_WITHIN));

/** The knee of the fitted law, with the range over all curves that the data do not rule out. */
export const kneeOfLaw = (
  points: readonly ScalingPoint[],
  fit: LawFit,
  curves: readonly PlausibleCurve[],
): Knee => {
  const scales = points.map(({ n }) => n);
  const first = Math.min(...scales);
  const last = Math.max(...scales);
  const value = kneeOfShape(fit.shape, first);
  const knees = [value, ...curves.map(({ shape }) => kneeOfShape(shape, first))];
  const low = Math.min(...knees);
  const high = Math.max(...knees);
  const whole = wholeNodes(value, first);
  const knee: OpenEstimate =
    value === Number.POSITIVE_INFINITY
      ? {
          value: null,
          reason: { kind: 'still-pays', scale: last },
          ...(Number.isFinite(low) ? { low } : {}),
        }
      : {
          value,
          low,
          high: Number.isFinite(high) ? high : null,
          ...(Number.isFinite(high) ? {} : { highUnbounded: true as const }),
          confidence: CONFIDENCE,
          samples: points.length,
        };
  return { knee, stopAtNodes: whole < last ? whole : null, kneeBasis: 'law' };
};
