import type { Estimate, MaybeEstimate, Unknown } from '../../model/estimate.ts';
import type { LawName, Reason } from '../../model/reason.ts';

export type ScalingModelName = LawName;

/** A figure that may lie at infinity: unknown, and yet at least `low` with the usual confidence. */
export type OpenEstimate = Estimate | (Unknown & { readonly low?: number });

/** A scaling law fitted to measured points. Throughput in the unit of the points, mostly requests/s. */
export interface FittedModel {
  readonly name: ScalingModelName;
  /**
   * bottleneck: `lambda`, `xMax`, X = min(λN, X_max); amdahl: `lambda`, `alpha`, X = λN / (1 + α(N−1));
   * usl: `lambda`, `alpha`, `beta`, X = λN / (1 + α(N−1) + βN(N−1)).
   */
  readonly parameters: Readonly<Record<string, MaybeEstimate>>;
  /** N where throughput is highest, √((1−α)/β); unknown for laws without a peak or where β may be 0. */
  readonly peak: OpenEstimate;
  /** The peak lies beyond the largest N that was measured. */
  readonly peakExtrapolated: boolean;
  /** The most the law ever carries: X_max, λ/α, or the peak's height. */
  readonly ceilingPerSecond: OpenEstimate;
}

/** How one law did in the choice. */
export interface ModelCandidate {
  readonly name: ScalingModelName;
  /** Root mean square of leave-one-out errors as a share of the throughput: 0.03 is 3 %. */
  readonly crossValidationError: number | null;
  /** P that noise alone puts the cells as far off the law as they are; null without repeated trials. */
  readonly lackOfFitP: number | null;
  /** Why the law was not fitted or is refused; null for one that could be chosen. */
  readonly refusal: Reason | null;
  /** Also of a refused law, where it could be fitted at all. */
  readonly fitted: FittedModel | null;
}

/** The chosen law, or why there is none; `rivals` predict as well and are indistinguishable from it. */
export interface ModelChoice {
  readonly chosen: FittedModel | null;
  /** Why this one, or why none. */
  readonly reason: Reason;
  readonly rivals: readonly ScalingModelName[];
  readonly candidates: readonly ModelCandidate[];
}
