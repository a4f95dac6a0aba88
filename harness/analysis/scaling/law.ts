import type { ScalingData } from './data.ts';
import type { FittedModel, ScalingModelName } from './model.ts';

/** Throughput at n as a share of λ: the law without its scale. */
export type Shape = (n: number) => number;

/** Best parameters of one law; X(n) = `lambda` · `shape(n)`. */
export interface LawFit {
  readonly theta: readonly number[];
  readonly lambda: number;
  readonly shape: Shape;
  /** Σ count · (mean y − prediction)² over the cells, without the pure error. */
  readonly lackOfFit: number;
}

/** A curve that the data do not rule out, with the range that they leave its λ. */
export interface PlausibleCurve {
  readonly theta: readonly number[];
  readonly shape: Shape;
  readonly lambdaLow: number;
  readonly lambdaHigh: number;
}

/** One of the scaling laws that compete. */
export interface Law {
  readonly name: ScalingModelName;
  /** λ included. */
  readonly parameterCount: number;
  /** Different n needed before its parameters mean anything. */
  readonly minimumScales: number;
  readonly fit: (data: ScalingData) => LawFit;
  /** Parameters, peak and ceiling with their profile-likelihood intervals. */
  readonly describe: (
    data: ScalingData,
    fit: LawFit,
    curves: readonly PlausibleCurve[],
  ) => FittedModel;
  /** Curves of this law that fill the likelihood region: what is true of all of them is true with 95 %. */
  readonly plausible: (data: ScalingData, fit: LawFit) => readonly PlausibleCurve[];
}
