import type { Economics } from '../../model/economics.ts';
import type { MaybeEstimate } from '../../model/estimate.ts';
import { containersOf, cpuCoresOf, type DeploymentPlan, type Role } from '../../model/plan.ts';
import type { PlannedCell } from '../../model/run.ts';
import { isOnCurve } from '../../model/cell.ts';
import type { Limiter } from '../limiter.ts';
import type { OfferedCurve } from '../offered/curve.ts';
import type { OpenEstimate } from '../scaling/model.ts';
import type { CellFindings, ScalingCurve } from '../scalingCurve.ts';
import { placementOf } from './alteredPlan.ts';
import { type PlanCost, perMillionRequests, planCost } from './cost.ts';

/** What an architect can buy or build. `add-nodes` is every size of what there is today. */
export type OptionKind =
  | 'add-nodes'
  | 'bigger-database'
  | 'read-replica'
  | 'pooler'
  | 'extract-component'
  | 'split-one-database'
  | 'cluster-split-data'
  | 'split';

/** `predicted`: from the CPU a request costs; `not-tested`: nothing is known but the price. */
export type Tested = 'measured' | 'predicted' | 'not-tested';

/** A deployment with its price, and what it carries as far as that is known. */
export interface Candidate {
  readonly kind: OptionKind;
  readonly tested: Tested;
  readonly topology: string;
  /** Application nodes. */
  readonly scale: number;
  /** Of all database servers together. */
  readonly databaseCpuCores: number;
  /** At saturation: what all candidates are compared by. */
  readonly throughputPerSecond: MaybeEstimate;
  /** Within the service level; unknown where no rates were offered. */
  readonly capacityPerSecond: OpenEstimate;
  readonly limitedBy: { readonly role: Role; readonly group: string } | null;
  readonly cost: PlanCost;
  /** Busy at saturation all month. */
  readonly perMillionRequests: MaybeEstimate;
}

export interface CandidateFigures {
  readonly kind: OptionKind;
  readonly tested: Tested;
  readonly throughputPerSecond: MaybeEstimate;
  readonly capacityPerSecond: OpenEstimate;
  readonly limitedBy: Candidate['limitedBy'];
}

export const candidateOf = (
  plan: DeploymentPlan,
  { prices }: Economics,
  figures: CandidateFigures,
): Candidate => {
  const cost = planCost(plan, prices);
  return {
    ...figures,
    topology: plan.topology,
    scale: plan.scale,
    databaseCpuCores: cpuCoresOf(plan, 'database'),
    cost,
    perMillionRequests: perMillionRequests(cost.perMonth, figures.throughputPerSecond),
  };
};

const kindOf = (plan: DeploymentPlan): OptionKind => {
  const { code, data } = placementOf(plan);
  if (code === 'extracted') return 'extract-component';
  if (code === 'split') return data === 'one' ? 'split-one-database' : 'split';
  return data === 'one' ? 'add-nodes' : 'cluster-split-data';
};

const largestScale = ({ points }: ScalingCurve): number =>
  Math.max(...points.map(({ scale }) => scale));

/** Of the whole application on one database the curve of most points, of the most nodes among equals. */
const wholeCurve = (
  curves: readonly ScalingCurve[],
  cells: readonly PlannedCell[],
): ScalingCurve | null => {
  const planOf = new Map(cells.map(({ cell, plan }) => [cell.id, plan]));
  const whole = curves.filter(({ points }) => {
    const plan = planOf.get(points[0]?.cellId ?? '');
    return plan !== undefined && kindOf(plan) === 'add-nodes';
  });
  return (
    whole.toSorted(
      (a, b) => b.points.length - a.points.length || largestScale(b) - largestScale(a),
    )[0] ?? null
  );
};

/** The curve that today's system lies on: the whole application on one database, grown the furthest. */
export const todaysCurve = (
  curves: readonly ScalingCurve[],
  cells: readonly PlannedCell[],
): ScalingCurve | null => {
  const grown = wholeCurve(curves, cells);
  return grown && grown.points.length > 1 ? grown : null;
};

const partOf = (limiter: Limiter | undefined): Candidate['limitedBy'] =>
  limiter?.resource === 'cpu' ? { role: limiter.role, group: limiter.group } : null;

const notOffered: OpenEstimate = { value: null, reason: { kind: 'no-rates-offered' } };

const capacityOf = (offered: readonly OfferedCurve[], { cell }: PlannedCell): OpenEstimate =>
  offered.find(
    (curve) =>
      curve.cell.topology === cell.topology &&
      curve.cell.scale === cell.scale &&
      curve.cell.raised === cell.raised,
  )?.capacityPerSecond ?? notOffered;

const largestDatabase = (plan: DeploymentPlan): number =>
  Math.max(
    0,
    ...containersOf(plan).map(({ role, cpuCores }) => (role === 'database' ? cpuCores : 0)),
  );

/**
 * What is measured of the sizes of today's system and of every other placement, and of each with more
 * database where there are servers of that size: the cut of the data is what several servers are for.
 */
export const measuredCandidates = (
  cells: readonly PlannedCell[],
  { measured, limiters }: Pick<CellFindings, 'measured' | 'limiters'>,
  curves: readonly ScalingCurve[],
  offered: readonly OfferedCurve[],
  economics: Economics,
): readonly Candidate[] => {
  const today = wholeCurve(curves, cells);
  const refused = new Set(
    curves.flatMap(({ points }) =>
      points.flatMap(({ cellId, refusal }) => (refusal === null ? [] : [cellId])),
    ),
  );
  return cells.flatMap((planned): readonly Candidate[] => {
    const { cell, plan } = planned;
    const result = measured.get(cell.id);
    if (!result || refused.has(cell.id)) return [];
    const ofToday = cell.topology === today?.topology;
    const more = cell.raised === 'database';
    if (more && largestDatabase(plan) > economics.prices.largestDatabaseCpuCores) return [];
    if (!more && !isOnCurve(cell)) return [];
    const kind = more && ofToday ? 'bigger-database' : kindOf(plan);
    // A single node without a balancer is not what a cluster grows from.
    if (kind === 'add-nodes' && !ofToday) return [];
    return [
      candidateOf(plan, economics, {
        kind,
        tested: 'measured',
        throughputPerSecond: result.measurement.throughputPerSecond,
        capacityPerSecond: capacityOf(offered, planned),
        limitedBy: partOf(limiters.get(cell.id)),
      }),
    ];
  });
};
