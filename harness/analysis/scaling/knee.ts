import type { OpenEstimate } from './model.ts';

/** What is asked of the next node: this share of the first one's throughput. */
export const KNEE_THRESHOLD = 0.5;

/** Fewer different n show a slope and no bend. */
export const MINIMUM_SCALES_OF_A_KNEE = 3;

/** Where a curve's next node stops bringing `KNEE_THRESHOLD` of what a first one brought. */
export interface Knee {
  /**
   * As a real number of nodes, measured or not: its interval is calibrated, and one of whole N could not be,
   * as rounding forgives it most errors. Where a fitted law puts it beyond the measured range, `stopAtNodes`
   * is null and this is what the law says, not what was seen.
   */
  readonly knee: OpenEstimate;
  /** The decision: the first whole N whose next node brings less; null where none under the last did. */
  readonly stopAtNodes: number | null;
  /** Whether it is the fitted law's or, where none fits, read off the points; null where it is neither. */
  readonly kneeBasis: 'law' | 'points' | null;
}
