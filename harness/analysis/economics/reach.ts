import type { Growth } from '../../model/economics.ts';
import { type Estimate, isKnown, type MaybeEstimate } from '../../model/estimate.ts';
import type { OpenEstimate } from '../scaling/model.ts';

/** How long a capacity lasts under a growing load. */
export interface Reach {
  /** The capacity was measured within the service level; else it is saturation, which flatters. */
  readonly within: 'service-level' | 'saturation';
  /** From the run's day on; 0 where it is too small already. */
  readonly months: OpenEstimate;
  /** `2027-04`; null where there is no such month. */
  readonly expected: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** What must be carried today, so that the headroom is free at the peak. */
export const neededToday = ({ peakPerSecond, headroom }: Growth): number =>
  peakPerSecond * (1 + headroom);

/** Months until a peak that grows by a share a month reaches a capacity: ln(C / need) / ln(1 + g). */
const monthsUntil = (capacity: number, needed: number, growth: number): number => {
  if (needed >= capacity) return 0;
  return growth <= 0 ? Number.POSITIVE_INFINITY : Math.log(capacity / needed) / Math.log1p(growth);
};

/** Earliest: the least capacity under the strongest growth; latest: the other way round. */
const monthsOf = (capacity: Estimate, growth: Growth): OpenEstimate => {
  const needed = neededToday(growth);
  const { expected, low, high } = growth.perMonth;
  const value = monthsUntil(capacity.value, needed, expected);
  const earliest = capacity.low === null ? null : monthsUntil(capacity.low, needed, high);
  const latest = capacity.high === null ? null : monthsUntil(capacity.high, needed, low);
  if (!Number.isFinite(value)) {
    return {
      value: null,
      reason: { kind: 'load-not-growing' },
      ...(earliest !== null && Number.isFinite(earliest) ? { low: earliest } : {}),
    };
  }
  return {
    value,
    low: earliest,
    high: latest !== null && Number.isFinite(latest) ? latest : null,
    ...(latest === Number.POSITIVE_INFINITY ? { highUnbounded: true as const } : {}),
    confidence: capacity.confidence,
    samples: capacity.samples,
  };
};

/** `2027-04`, `months` after a day. */
const monthAfter = (day: string, months: number | null): string | null => {
  if (months === null) return null;
  const date = new Date(day);
  const whole = date.getUTCFullYear() * 12 + date.getUTCMonth() + Math.floor(months);
  return `${Math.floor(whole / 12)}-${String((whole % 12) + 1).padStart(2, '0')}`;
};

/**
 * When a growing peak reaches what a deployment carries.
 * @param capacity within the service level, where that was measured
 * @param today ISO 8601
 */
export const reachOf = (
  capacity: OpenEstimate,
  saturation: MaybeEstimate,
  growth: Growth,
  today: string,
): Reach => {
  const within = isKnown(capacity) ? 'service-level' : 'saturation';
  const figure = isKnown(capacity) ? capacity : saturation;
  const months: OpenEstimate = isKnown(figure) ? monthsOf(figure, growth) : figure;
  const known = isKnown(months);
  return {
    within,
    months,
    expected: monthAfter(today, months.value),
    earliest: monthAfter(today, months.low ?? null),
    latest: monthAfter(today, known ? months.high : null),
  };
};
