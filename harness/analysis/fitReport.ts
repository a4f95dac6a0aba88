import type { MaybeEstimate } from '../model/estimate.ts';
import { unknown } from '../model/estimate.ts';
import type { Reason } from '../model/reason.ts';
import { chooseLaw } from './scaling/choice.ts';
import type { ScalingPoint, Weighting } from './scaling/data.ts';
import { findKnee } from './scaling/findKnee.ts';
import { type Knee, KNEE_THRESHOLD } from './scaling/knee.ts';
import type { ModelChoice, OpenEstimate } from './scaling/model.ts';

/** What the analysis says of throughputs that somebody measured by other means. */
export interface FitReport extends Knee {
  readonly points: number;
  /** Different N. */
  readonly scales: number;
  /** Repeated trials are weighted by relative error, a table of single values not at all. */
  readonly weighting: Weighting;
  /** The chosen law's name; null where none describes the points. */
  readonly chosen: string | null;
  readonly reason: Reason;
  /** The Universal Scalability Law's parameters, chosen or not. */
  readonly usl: {
    readonly alpha: MaybeEstimate;
    readonly beta: MaybeEstimate;
    readonly lambda: MaybeEstimate;
    readonly peak: OpenEstimate;
    /** The peak lies beyond the largest N given. */
    readonly peakExtrapolated: boolean;
    readonly refusal: Reason | null;
  };
  readonly kneeThreshold: number;
  readonly model: ModelChoice;
}

const uslOf = (choice: ModelChoice): FitReport['usl'] => {
  const candidate = choice.candidates.find(({ name }) => name === 'usl');
  const refusal = candidate?.refusal ?? null;
  const missing = unknown(refusal ?? { kind: 'not-fitted' });
  const parameters = candidate?.fitted?.parameters;
  return {
    alpha: parameters?.alpha ?? missing,
    beta: parameters?.beta ?? missing,
    lambda: parameters?.lambda ?? missing,
    peak: candidate?.fitted?.peak ?? missing,
    peakExtrapolated: candidate?.fitted?.peakExtrapolated ?? false,
    refusal,
  };
};

/** @param points at least one, throughput > 0, n ≥ 1; n may repeat */
export const fitReport = (points: readonly ScalingPoint[]): FitReport => {
  const scales = new Set(points.map(({ n }) => n)).size;
  const weighting = scales < points.length ? 'relative' : 'absolute';
  const law = chooseLaw(points, weighting);
  return {
    points: points.length,
    scales,
    weighting,
    chosen: law.choice.chosen?.name ?? null,
    reason: law.choice.reason,
    usl: uslOf(law.choice),
    ...findKnee(law, points),
    kneeThreshold: KNEE_THRESHOLD,
    model: law.choice,
  };
};
