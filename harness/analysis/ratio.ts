import { type Estimate, isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';

/** `better` and `worse` are said of the first against the second, where the interval excludes 1. */
export type ComparisonGrade = 'better' | 'worse' | 'indistinguishable' | 'unknown';

/** Half the interval's width as a share of the value: ln(high / value). Null where it is not bounded. */
export const relativeHalfWidth = ({ value, low, high }: Estimate): number | null =>
  low === null || high === null || low <= 0 || value <= 0 ? null : Math.log(high / low) / 2;

/** `value` with a half-width on the log scale. */
export const withRelativeHalfWidth = (
  value: number,
  halfWidth: number | null,
  like: Pick<Estimate, 'confidence' | 'samples'>,
): Estimate => ({
  value,
  low: halfWidth === null ? null : value * Math.exp(-halfWidth),
  high: halfWidth === null ? null : value * Math.exp(halfWidth),
  confidence: like.confidence,
  samples: like.samples,
});

/** Half-widths of independent figures add as squares; null where one is not known. */
export const combined = (halfWidths: readonly (number | null)[]): number | null => {
  const known = halfWidths.filter((width) => width !== null);
  return known.length < halfWidths.length ? null : Math.hypot(...known);
};

/** first / second of two independent figures, with the interval of their logs' difference. */
export const ratioOf = (first: MaybeEstimate, second: MaybeEstimate): MaybeEstimate => {
  if (!isKnown(first)) return first;
  if (!isKnown(second)) return second;
  if (second.value <= 0) return unknown({ kind: 'divisor-is-zero' });
  return withRelativeHalfWidth(
    first.value / second.value,
    combined([relativeHalfWidth(first), relativeHalfWidth(second)]),
    { confidence: first.confidence, samples: Math.min(first.samples, second.samples) },
  );
};

/** first − second of two independent figures. */
export const differenceOf = (first: MaybeEstimate, second: MaybeEstimate): MaybeEstimate => {
  if (!isKnown(first)) return first;
  if (!isKnown(second)) return second;
  const value = first.value - second.value;
  const halfWidth = combined(
    [first, second].map(({ low, high }) =>
      low === null || high === null ? null : (high - low) / 2,
    ),
  );
  return {
    value,
    low: halfWidth === null ? null : value - halfWidth,
    high: halfWidth === null ? null : value + halfWidth,
    confidence: first.confidence,
    samples: Math.min(first.samples, second.samples),
  };
};

/** What a ratio says: nothing, where it has no interval. */
export const gradeOfRatio = (ratio: MaybeEstimate): ComparisonGrade => {
  if (!isKnown(ratio) || ratio.low === null || ratio.high === null) return 'unknown';
  if (ratio.low > 1) return 'better';
  return ratio.high < 1 ? 'worse' : 'indistinguishable';
};
