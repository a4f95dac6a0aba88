import type { Raisable } from '../../model/cell.ts';
import { isKnown, type MaybeEstimate, unknown } from '../../model/estimate.ts';
import type { Reason } from '../../model/reason.ts';
import type { PlannedCell } from '../../model/run.ts';
import type { CpuUse } from '../cpuUse.ts';
import { ratioAtOneSpeed, type RatioAtOneSpeed, type SpeedModel } from '../machineSpeed.ts';
import { type MeasuredCell, throughputSeries } from '../measurement.ts';
import { serviceDemands, throughputByDemands } from '../prediction.ts';
import { type ComparisonGrade, gradeOfRatio } from '../ratio.ts';

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
  /** Predicted / base as measured; null where one of the two is not known. */
  readonly predictedChange: number | null;
  /** Raised / base at one speed of the machine. The placebos' intervals hold their truths together with 95 %. */
  readonly change: MaybeEstimate;
  /** What the machine's own speed did: change × machine is raised / base as measured. */
  readonly machine: number;
  readonly outcome: ComparisonGrade;
}

/** The cell that a wall test starts from. */
export interface Base {
  readonly planned: PlannedCell;
  readonly result: MeasuredCell;
  /** What a request costs each group at its wall. */
  readonly uses: readonly CpuUse[];
}

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

const withoutChange = (reason: Reason): RatioAtOneSpeed => ({
  ratio: unknown(reason),
  machine: 1,
});

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
  { speed, confidence }: { readonly speed: SpeedModel; readonly confidence: number },
): Raise => {
  const { ratio, machine } =
    refusal !== null
      ? withoutChange(refusal)
      : sibling
        ? ratioAtOneSpeed(
            throughputSeries(base.result, 'generator'),
            throughputSeries(sibling, 'generator'),
            speed,
            confidence,
          )
        : withoutChange({ kind: 'no-completed-trial' });
  const from = base.result.measurement.throughputPerSecond;
  const predictedPerSecond = predictionOf(base, planned);
  return {
    raised: planned.cell.raised as Raisable,
    cellId: planned.cell.id,
    measuredPerSecond:
      sibling?.measurement.throughputPerSecond ?? unknown({ kind: 'no-completed-trial' }),
    predictedPerSecond,
    predictedChange:
      predictedPerSecond === null || !isKnown(from) || from.value <= 0
        ? null
        : predictedPerSecond / from.value,
    change: ratio,
    machine,
    outcome: gradeOfRatio(ratio),
  };
};
