import type { Reason } from './reason.ts';

/**
 * A figure that came from noise. `low` and `high` bound the `confidence` interval;
 * `null` where the data cannot bound it (a single trial). An interval that reaches to infinity
 * has `high: null` and `highUnbounded: true`: JSON has no Infinity.
 */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly highUnbounded?: true;
  /** 0.95 for a 95 % interval. */
  readonly confidence: number;
  /** Independent units (trials, deployments) behind the figure. */
  readonly samples: number;
}

/** A figure, or the reason why there is none. Serialises to `{value: null, reason}`. */
export interface Unknown {
  readonly value: null;
  readonly reason: Reason;
}

export type MaybeEstimate = Estimate | Unknown;

export const unknown = (reason: Reason): Unknown => ({ value: null, reason });

export const isKnown = (figure: MaybeEstimate): figure is Estimate => figure.value !== null;
