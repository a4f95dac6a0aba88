import { isKnown, type Estimate, type MaybeEstimate } from '../harness/model/estimate.ts';
import type { Cell } from './document.ts';

/** Writes one number: `734`, `1.42 ×`. */
export type NumberFormat = (value: number) => string;

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat('en', {
  minimumSignificantDigits: 1,
  maximumSignificantDigits: 3,
});

/** Three significant digits, whole from 100 up: a measured figure is never better than that. */
export const plain: NumberFormat = (value) =>
  Math.abs(value) >= 100 ? grouped.format(value) : threeDigits.format(value);

export const whole: NumberFormat = (value) => grouped.format(value);

/** A share of 1 in per cent; what is above zero never reads 0. */
export const percent: NumberFormat = (share) => {
  const value = share * 100;
  if (value > 0 && value < 0.01) return '< 0.01 %';
  return `${Math.abs(value) >= 10 ? grouped.format(value) : plain(Number(value.toPrecision(2)))} %`;
};

export const times: NumberFormat = (ratio) => `${plain(ratio)} ×`;

export const signedPercent: NumberFormat = (share) => `${share > 0 ? '+' : ''}${percent(share)}`;

/** `717–771`; a side the data can't bound is open: `717–∞`. Null where there is no interval. */
export function interval(estimate: Estimate, format: NumberFormat): string | null {
  if (estimate.low === null && estimate.high === null) return null;
  const low = estimate.low === null ? '−∞' : format(estimate.low);
  const high = estimate.high === null ? '∞' : format(estimate.high);
  return `${low}–${high}`;
}

/** Interval and sample count: `717–771, n 2`. */
export const detailOf = (estimate: Estimate, format: NumberFormat): string =>
  [interval(estimate, format), `n ${whole(estimate.samples)}`]
    .filter((part) => part !== null)
    .join(', ');

/** A figure in a sentence: `734 (717–771, n 2)`. The caller has made sure that it is known. */
export const withDetail = (estimate: Estimate, format: NumberFormat = plain): string =>
  `${format(estimate.value)} (${detailOf(estimate, format)})`;

/** A figure in a table; one that is not known shows a dash and carries its reason as a note. */
export const estimateCell = (figure: MaybeEstimate, format: NumberFormat = plain): Cell =>
  isKnown(figure)
    ? {
        text: format(figure.value),
        detail: detailOf(figure, format),
        sortBy: figure.value,
      }
    : { text: '—', note: figure.reason, sortBy: Number.NEGATIVE_INFINITY };

/** A number without an interval; null shows a dash with `reason` as a note. */
export const numberCell = (value: number | null, format: NumberFormat, reason: string): Cell =>
  value === null
    ? { text: '—', note: reason, sortBy: Number.NEGATIVE_INFINITY }
    : { text: format(value), sortBy: value };
