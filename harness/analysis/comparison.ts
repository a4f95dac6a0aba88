import type { MaybeEstimate } from '../model/estimate.ts';

/** `better` and `worse` are said of the first against the second, where the interval excludes 1. */
export type ComparisonGrade = 'better' | 'worse' | 'indistinguishable' | 'unknown';

/** Two topologies at the same total provisioned CPU, interpolated inside both measured ranges only. */
export interface EqualCpuPoint {
  readonly provisionedCpuCores: number;
  readonly firstPerSecond: MaybeEstimate;
  readonly secondPerSecond: MaybeEstimate;
  /** first / second. */
  readonly ratio: MaybeEstimate;
  readonly grade: ComparisonGrade;
}

/** At the same budget, which of two topologies carries more. */
export interface Comparison {
  readonly first: string;
  readonly second: string;
  readonly scenario: string;
  readonly points: readonly EqualCpuPoint[];
  /** Provisioned cores from which the first carries more; unknown says `none up to L` and why. */
  readonly crossover: MaybeEstimate;
}
