import { type Estimate, isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';
import { cpuCoresOf, type DeploymentPlan, provisionedCpuCores } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { PlannedCell } from '../model/run.ts';
import type { Limiter } from './limiter.ts';
import type { MeasuredCell } from './measurement.ts';
import { curveRefusal } from './measurementLimit.ts';
import { differenceOf, ratioOf } from './ratio.ts';
import { type ChosenLaw, chooseLaw } from './scaling/choice.ts';
import type { ScalingPoint } from './scaling/data.ts';
import { drawnLaw, type FittedPoint } from './scaling/drawnLaw.ts';
import { findKnee } from './scaling/findKnee.ts';
import { type Knee, KNEE_THRESHOLD, MINIMUM_SCALES_OF_A_KNEE } from './scaling/knee.ts';
import type { ModelChoice } from './scaling/model.ts';

/** A measured cell on a topology's curve. */
export interface CurvePoint {
  readonly cellId: string;
  readonly scale: number;
  readonly appCpuCores: number;
  /** Application, balancer and databases: what the point costs. */
  readonly provisionedCpuCores: number;
  readonly throughputPerSecond: MaybeEstimate;
  /** Throughput / (scale × throughput per node of the first point): 1 is "N nodes, N times". */
  readonly efficiency: MaybeEstimate;
  /** The whole interval lies above 1: a warning about the first point, not a gain. */
  readonly efficiencyAboveOne: boolean;
  readonly limiter: Limiter;
  /** Why the point enters no fit (generator or host saturated, no completed trial); null where it does. */
  readonly refusal: Reason | null;
}

/** What the nodes between two neighbouring points brought. */
export interface MarginalGain {
  readonly fromScale: number;
  readonly toScale: number;
  /** (X₂ − X₁) / (N₂ − N₁), requests/s a node. */
  readonly perNodePerSecond: MaybeEstimate;
  /** The same over the first point's throughput per node: 1 is a full node's worth. */
  readonly shareOfFirstNode: number | null;
  readonly addedCpuCores: number;
}

/** How one topology grows under one scenario. */
export interface ScalingCurve extends Knee {
  readonly topology: string;
  readonly scenario: string;
  /** Ascending by scale. */
  readonly points: readonly CurvePoint[];
  /** Why it is no scaling result: generator or host were measured in place of the system. Null where it is one. */
  readonly refusal: Reason | null;
  readonly model: ModelChoice;
  /** The chosen law with its band, over the measured range and a little beyond; empty without one. */
  readonly fitted: readonly FittedPoint[];
  /** The ideal line's slope: the first point's throughput per node; null without a first point. */
  readonly idealPerNodePerSecond: number | null;
  readonly kneeThreshold: number;
  readonly marginal: readonly MarginalGain[];
}

interface CurveCell {
  readonly cellId: string;
  readonly scale: number;
  readonly plan: DeploymentPlan;
  readonly measured: MeasuredCell | undefined;
  readonly limiter: Limiter;
  /** What stood in the place of the system: generator or host. */
  readonly limit: Reason | null;
  readonly refusal: Reason | null;
}

/** What is known of the cells of a run, by their ids. */
export interface CellFindings {
  readonly measured: ReadonlyMap<string, MeasuredCell>;
  /** Of the measured cells. */
  readonly limiters: ReadonlyMap<string, Limiter>;
  /** Of cells in which generator or host were measured in place of the system. */
  readonly measurementLimits: ReadonlyMap<string, Reason>;
}

const NO_TRIAL: Reason = { kind: 'no-completed-trial' };

const NO_RESULT: Limiter = { resource: null, grade: 'unknown', reason: NO_TRIAL };

const throughputOf = (cell: CurveCell): MaybeEstimate =>
  cell.measured?.measurement.throughputPerSecond ?? unknown(NO_TRIAL);

/** Throughput per node of the first cell that counts. */
const firstNode = (cells: readonly CurveCell[]): { scale: number; estimate: Estimate } | null => {
  const cell = cells.find((candidate) => candidate.refusal === null);
  const estimate = cell && throughputOf(cell);
  return cell && estimate && isKnown(estimate) ? { scale: cell.scale, estimate } : null;
};

const scaled = (estimate: Estimate, factor: number): Estimate => ({
  ...estimate,
  value: estimate.value * factor,
  low: estimate.low === null ? null : estimate.low * factor,
  high: estimate.high === null ? null : estimate.high * factor,
});

const pointOf = (cell: CurveCell, first: ReturnType<typeof firstNode>): CurvePoint => {
  const throughput = throughputOf(cell);
  const efficiency =
    first && isKnown(throughput)
      ? cell.scale === first.scale
        ? { ...throughput, value: 1, low: 1, high: 1 }
        : ratioOf(throughput, scaled(first.estimate, cell.scale / first.scale))
      : unknown({ kind: 'first-point-missing' });
  return {
    cellId: cell.cellId,
    scale: cell.scale,
    appCpuCores: cpuCoresOf(cell.plan, 'app'),
    provisionedCpuCores: provisionedCpuCores(cell.plan),
    throughputPerSecond: throughput,
    efficiency,
    efficiencyAboveOne: isKnown(efficiency) && efficiency.low !== null && efficiency.low > 1,
    limiter: cell.limiter,
    refusal: cell.refusal,
  };
};

const marginalGains = (
  points: readonly CurvePoint[],
  idealPerNode: number | null,
): readonly MarginalGain[] => {
  const counted = points.filter((point) => point.refusal === null);
  return counted.slice(1).map((point, i) => {
    const before = counted[i] as CurvePoint;
    const nodes = point.scale - before.scale;
    const gain = differenceOf(point.throughputPerSecond, before.throughputPerSecond);
    const perNode = isKnown(gain) ? scaled(gain, 1 / nodes) : gain;
    return {
      fromScale: before.scale,
      toScale: point.scale,
      perNodePerSecond: perNode,
      shareOfFirstNode:
        isKnown(perNode) && idealPerNode !== null && idealPerNode > 0
          ? perNode.value / idealPerNode
          : null,
      addedCpuCores: point.provisionedCpuCores - before.provisionedCpuCores,
    };
  });
};

const refusedLaw = (reason: Reason): ChosenLaw => ({
  choice: { chosen: null, reason, rivals: [], candidates: [] },
  fit: null,
  curves: [],
});

/**
 * One topology's curve under one scenario.
 * @param planned the curve's cells
 * @param findings on every cell of the run
 */
export const scalingCurve = (
  planned: readonly PlannedCell[],
  { measured, limiters, measurementLimits }: CellFindings,
): ScalingCurve => {
  const cells = planned
    .map(({ cell, plan }): CurveCell => {
      const result = measured.get(cell.id);
      const limit = measurementLimits.get(cell.id) ?? null;
      return {
        cellId: cell.id,
        scale: cell.scale,
        plan,
        measured: result,
        limiter: limiters.get(cell.id) ?? NO_RESULT,
        limit,
        refusal: limit ?? (result ? null : NO_TRIAL),
      };
    })
    .toSorted((a, b) => a.scale - b.scale);
  const trials = cells
    .filter((cell) => cell.refusal === null)
    .flatMap((cell) =>
      (cell.measured?.throughputsPerSecond ?? [])
        .filter((throughput) => throughput > 0)
        .map((throughput): ScalingPoint => ({ n: cell.scale, throughput })),
    );
  const scales = [...new Set(trials.map(({ n }) => n))];
  const refusal = curveRefusal(cells, MINIMUM_SCALES_OF_A_KNEE);
  const law = refusal === null ? chooseLaw(trials, 'relative') : refusedLaw(refusal);
  const first = firstNode(cells);
  const idealPerNodePerSecond = first ? first.estimate.value / first.scale : null;
  const points = cells.map((cell) => pointOf(cell, first));
  return {
    topology: planned[0]?.cell.topology ?? '',
    scenario: planned[0]?.cell.scenario ?? '',
    points,
    refusal,
    model: law.choice,
    fitted: drawnLaw(law, scales),
    idealPerNodePerSecond,
    ...(refusal === null
      ? findKnee(law, trials)
      : { knee: unknown(refusal), stopAtNodes: null, kneeBasis: null }),
    kneeThreshold: KNEE_THRESHOLD,
    marginal: marginalGains(points, idealPerNodePerSecond),
  };
};
