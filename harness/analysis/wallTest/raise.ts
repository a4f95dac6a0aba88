import type { Raisable } from '../../model/cell.ts';
import { isKnown, type MaybeEstimate, unknown } from '../../model/estimate.ts';
import type { Reason } from '../../model/reason.ts';
import type { PlannedCell } from '../../model/run.ts';
import type { CpuUse } from '../cpuUse.ts';
import { aroundValue, type RelativeSpread } from '../interval.ts';
import type { MeasuredCell } from '../measurement.ts';
import { serviceDemands, throughputByDemands } from '../prediction.ts';
import { type ComparisonGrade, gradeOfRatio, withRelativeHalfWidth } from '../ratio.ts';

/** One resource raised by half, everything else as it was. */
export interface Raise {
  readonly raised: Raisable;
  readonly cellId: string;
  readonly measuredPerSecond: MaybeEstimate;
  /**
   * The plateau to expect: the base cell's throughput, times what mean-value analysis of the demands at
   * the wall gains by the raised quota. Null where no demand is known.
   */
  readonly predictedPerSecond: number | null;
  /** Raised / base. The placebos' intervals hold their truths together with 95 %. */
  readonly change: MaybeEstimate;
  readonly outcome: ComparisonGrade;
}

/** The cell that a wall test starts from. */
export interface Base {
  readonly planned: PlannedCell;
  readonly result: MeasuredCell;
  /** What a request costs each group at its wall. */
  readonly uses: readonly CpuUse[];
}

/** Raised / base over their trials. */
const changeOf = (
  base: MeasuredCell,
  raised: MeasuredCell,
  spread: RelativeSpread,
  confidence: number,
): MaybeEstimate => {
  const from = base.measurement.throughputPerSecond;
  const to = raised.measurement.throughputPerSecond;
  if (!isKnown(from)) return from;
  if (!isKnown(to)) return to;
  if (from.value <= 0 || to.value <= 0) return unknown({ kind: 'nothing-carried' });
  // Two means of n₁ and n₂ trials differ like one of n₁n₂ / (n₁ + n₂).
  const [n1, n2] = [base.throughputsPerSecond.length, raised.throughputsPerSecond.length];
  const { high } = aroundValue(1, (n1 * n2) / (n1 + n2), spread, confidence);
  return withRelativeHalfWidth(to.value / from.value, high === null ? null : Math.log(high), {
    confidence,
    samples: Math.min(n1, n2),
  });
};

const predictionOf = (base: Base, raised: PlannedCell): number | null => {
  const { model, throughputPerSecond } = base.result.measurement;
  if (model.kind !== 'closed' || !isKnown(throughputPerSecond)) return null;
  const { connections } = model;
  const before = serviceDemands(base.uses, base.planned.plan);
  const after = serviceDemands(base.uses, raised.plan);
  if (before.length === 0) return null;
  return (
    (throughputPerSecond.value * throughputByDemands(after, connections)) /
    throughputByDemands(before, connections)
  );
};

/**
 * A base cell against its sibling with more of one resource.
 * @param sibling what it gave; undefined where no trial was completed
 * @param refusal why the two can't be compared; null where they can
 */
export const raiseOf = (
  base: Base,
  planned: PlannedCell,
  sibling: MeasuredCell | undefined,
  refusal: Reason | null,
  { spread, confidence }: { readonly spread: RelativeSpread; readonly confidence: number },
): Raise => {
  const missing = unknown({ kind: 'no-completed-trial' });
  const change =
    refusal !== null
      ? unknown(refusal)
      : sibling
        ? changeOf(base.result, sibling, spread, confidence)
        : missing;
  return {
    raised: planned.cell.raised as Raisable,
    cellId: planned.cell.id,
    measuredPerSecond: sibling?.measurement.throughputPerSecond ?? missing,
    predictedPerSecond: predictionOf(base, planned),
    change,
    outcome: gradeOfRatio(change),
  };
};
