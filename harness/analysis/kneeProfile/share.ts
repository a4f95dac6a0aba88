import type { Estimate } from '../../model/estimate.ts';
import { CONFIDENCE } from '../interval.ts';

/** Two-sided 95 %, normal. */
const Z = 1.96;

/**
 * A share of samples with Wilson's interval (Wilson 1927): of sampling alone, as if each were drawn by
 * itself. @param all at least 1
 */
export const shareOf = (part: number, all: number): Estimate => {
  const share = part / all;
  const z2 = Z ** 2 / all;
  const centre = (share + z2 / 2) / (1 + z2);
  const margin = (Z * Math.sqrt((share * (1 - share)) / all + z2 / (4 * all))) / (1 + z2);
  return {
    value: share,
    low: Math.max(0, centre - margin),
    high: Math.min(1, centre + margin),
    confidence: CONFIDENCE,
    samples: all,
  };
};
