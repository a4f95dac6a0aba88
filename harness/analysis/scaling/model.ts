import type { MaybeEstimate } from '../../model/estimate.ts';

export type ScalingModelName = 'bottleneck' | 'amdahl' | 'usl';

/** A scaling law fitted to measured points. Throughput in the unit of the points, mostly requests/s. */
export interface FittedModel {
  readonly name: ScalingModelName;
  /**
   * bottleneck: `lambda`, `xMax`, X = min(λN, X_max); amdahl: `lambda`, `alpha`;
   * usl: `lambda`, `alpha`, `beta`, X = λN / (1 + α(N−1) + βN(N−1)).
   */
  readonly parameters: Readonly<Record<string, MaybeEstimate>>;
  /** Where throughput is highest, in nodes, with the height; unknown for laws without a peak. */
  readonly peak: MaybeEstimate;
  readonly ceilingPerSecond: MaybeEstimate;
}

/** How one law did in the choice: cross-validated relative error, 0.03 = 3 %. */
export interface ModelCandidate {
  readonly name: ScalingModelName;
  readonly crossValidationError: number | null;
  /** Why the law took no part or was refused; null for one that could be chosen. */
  readonly refusal: string | null;
}

/** The chosen law, or why there is none; `rivals` predict as well and are indistinguishable from it. */
export interface ModelChoice {
  readonly chosen: FittedModel | null;
  readonly reason: string;
  readonly rivals: readonly ScalingModelName[];
  readonly candidates: readonly ModelCandidate[];
}
