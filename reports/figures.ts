import type { OpenEstimate } from '../harness/analysis/scaling/model.ts';
import { isKnown, type Estimate } from '../harness/model/estimate.ts';
import type { Reason } from '../harness/model/reason.ts';
import type { Cell } from './document.ts';

/** Writes one number: `734`, `1.42 ×`. */
export type NumberFormat = (value: number) => string;

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat('en', {
  minimumSignificantDigits: 1,
  maximumSignificantDigits: 3,
});

/** A true minus: a hyphen is lost beside an interval's dash. */
const minus = (text: string): string => text.replace('-', '−');

/** Three significant digits, whole from 100 up: a measured figure is never better than that. */
export const plain: NumberFormat = (value) =>
  minus(Math.abs(value) >= 100 ? grouped.format(value) : threeDigits.format(value));

export const whole: NumberFormat = (value) => minus(grouped.format(value));

/** A share of 1 in per cent; what is above zero never reads 0. */
export const percent: NumberFormat = (share) => {
  const value = share * 100;
  if (value > 0 && value < 0.01) return '< 0.01 %';
  return `${Math.abs(value) >= 10 ? whole(value) : plain(Number(value.toPrecision(2)))} %`;
};

export const times: NumberFormat = (ratio) => `${plain(ratio)} ×`;

export const signedPercent: NumberFormat = (share) => `${share > 0 ? '+' : ''}${percent(share)}`;

/**
 * `717–771`; `717–∞` where the interval has no upper end, `717–?` where the data don't tell it.
 * Null where there is no interval.
 */
function interval(estimate: Estimate, format: NumberFormat): string | null {
  if (estimate.low === null && estimate.high === null && !estimate.highUnbounded) return null;
  const low = estimate.low === null ? '?' : format(estimate.low);
  const end = estimate.highUnbounded === true ? '∞' : '?';
  const high = estimate.high === null ? end : format(estimate.high);
  return low.startsWith('−') ? `${low} to ${high}` : `${low}–${high}`;
}

/** Interval and sample count: `717–771, n 2`; the unit stands at the value alone. */
export const detailOf = (estimate: Estimate, format: NumberFormat = plain): string =>
  [interval(estimate, format), `n ${whole(estimate.samples)}`]
    .filter((part) => part !== null)
    .join(', ');

/** As a percentage, its interval too. */
export const percentage = ({ value, low, high, ...rest }: Estimate): Estimate => ({
  ...rest,
  value: 100 * value,
  low: low === null ? null : 100 * low,
  high: high === null ? null : 100 * high,
});

/** A figure in a sentence: `734 (717–771, n 2)`. The caller has made sure that it is known. */
export const withDetail = (estimate: Estimate, format: NumberFormat = plain): string =>
  `${format(estimate.value)} (${detailOf(estimate, boundFormat(format))})`;

/** A count has whole bounds, all else is plain: `1.42 × (1.3–1.5, n 4)`. */
const boundFormat = (format: NumberFormat): NumberFormat => (format === whole ? whole : plain);

/** The part of a language that a cell needs. */
interface SaysWhy {
  readonly reasonClause: (reason: Reason) => string;
}

/** Below everything: what is not known sorts together. */
const UNKNOWN_SORTS_AT = Number.NEGATIVE_INFINITY;

/**
 * A figure in a table. One that is not known shows a dash, or the bound that it is known to exceed,
 * and carries its reason as a note.
 */
export function estimateCell(
  figure: OpenEstimate,
  text: SaysWhy,
  format: NumberFormat = plain,
): Cell {
  if (isKnown(figure)) {
    return {
      text: format(figure.value),
      detail: detailOf(figure, boundFormat(format)),
      sortBy: figure.value,
    };
  }
  const low = 'low' in figure ? figure.low : undefined;
  return low === undefined
    ? { text: '—', note: text.reasonClause(figure.reason), sortBy: UNKNOWN_SORTS_AT }
    : { text: `≥ ${format(low)}`, note: text.reasonClause(figure.reason), sortBy: low };
}

/** A figure that the report may lack altogether: then a dash with `missing` as a note. */
export const estimateCellOr = (
  figure: OpenEstimate | null | undefined,
  missing: string,
  text: SaysWhy,
  format: NumberFormat = plain,
): Cell => (figure ? estimateCell(figure, text, format) : numberCell(null, format, missing));

/** A number without an interval. */
export const knownCell = (value: number, format: NumberFormat): Cell => ({
  text: format(value),
  sortBy: value,
});

/** The same; null shows a dash with `reason` as a note. */
export const numberCell = (value: number | null, format: NumberFormat, reason: string): Cell =>
  value === null ? { text: '—', note: reason, sortBy: UNKNOWN_SORTS_AT } : knownCell(value, format);
