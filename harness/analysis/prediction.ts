import { isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';
import { containersOf, type DeploymentPlan, type Role } from '../model/plan.ts';
import type { PlannedCell } from '../model/run.ts';
import { type CpuUse, isSameGroup } from './cpuUse.ts';
import { groupedBy } from './grouping.ts';
import { type LowLoadUses, usesAtLowLoad } from './usesAtLowLoad.ts';
import { closedThroughput } from './meanValue.ts';
import type { MeasuredCell } from './measurement.ts';

/** CPU a request costs at one group of containers, and what its quota can carry. */
export interface ServiceDemand {
  readonly role: Role;
  readonly group: string;
  readonly cpuMsPerRequest: number;
  readonly replicas: number;
  /** Over all replicas. */
  readonly quotaCores: number;
  /** quota / demand: the wall that this group alone would be. */
  readonly carriesPerSecond: number;
}

/** A demand with the cell that it was measured in. */
export interface SourcedDemand extends ServiceDemand {
  readonly fromCellId: string;
}

/** What the operational laws say of a cell, from demands measured at others, beside what was measured. */
export interface Prediction {
  readonly cellId: string;
  readonly topology: string;
  readonly scale: number;
  /** The cell whose demands were used, but for those of groups that a demand test has shown full. */
  readonly fromCellId: string;
  readonly demands: readonly SourcedDemand[];
  /** min over groups of quota / demand. */
  readonly wallPerSecond: number;
  readonly wallAt: { readonly role: Role; readonly group: string };
  /** Exact mean-value analysis with the cell's connections. */
  readonly throughputPerSecond: number;
  readonly measuredPerSecond: MaybeEstimate;
  /** predicted / measured − 1; null without a measurement. */
  readonly relativeError: number | null;
}

/** Each group's measured demand against the quota that a plan gives it. */
export const serviceDemands = (
  uses: readonly CpuUse[],
  plan: DeploymentPlan,
): readonly ServiceDemand[] =>
  [...groupedBy(containersOf(plan), ({ role, group }) => `${role}/${group}`).values()].flatMap(
    (containers) => {
      const { role, group } = containers[0] as (typeof containers)[number];
      const use = uses.find((candidate) => candidate.role === role && candidate.group === group);
      const cpuMsPerRequest = use?.cpuMsPerRequest;
      if (!cpuMsPerRequest || role === 'generator') return [];
      const quotaCores = containers.reduce((sum, container) => sum + container.cpuCores, 0);
      return [
        {
          role,
          group,
          cpuMsPerRequest,
          replicas: containers.length,
          quotaCores,
          carriesPerSecond: (quotaCores * 1000) / cpuMsPerRequest,
        },
      ];
    },
  );

/**
 * Requests/s by exact mean-value analysis with a fixed number of connections. Replicas are stations of
 * their own that share a group's requests evenly.
 */
export const throughputByDemands = (
  demands: readonly ServiceDemand[],
  connections: number,
): number =>
  closedThroughput(
    demands.flatMap(({ carriesPerSecond, replicas }) =>
      Array.from({ length: replicas }, () => 1 / carriesPerSecond),
    ),
    connections,
  );

/** @returns null where no demand is known. */
const predict = (
  { cell, plan }: PlannedCell,
  { base, uses }: LowLoadUses,
  connections: number,
  measuredPerSecond: MaybeEstimate,
): Prediction | null => {
  const demands = serviceDemands(uses, plan).map((demand) => ({
    ...demand,
    fromCellId: uses.find((use) => isSameGroup(use, demand))?.cellId ?? base.cell.id,
  }));
  const wall = demands.toSorted((a, b) => a.carriesPerSecond - b.carriesPerSecond)[0];
  if (!wall) return null;
  const throughputPerSecond = throughputByDemands(demands, connections);
  return {
    cellId: cell.id,
    topology: cell.topology,
    scale: cell.scale,
    fromCellId: base.cell.id,
    demands,
    wallPerSecond: wall.carriesPerSecond,
    wallAt: { role: wall.role, group: wall.group },
    throughputPerSecond,
    measuredPerSecond,
    relativeError: isKnown(measuredPerSecond)
      ? throughputPerSecond / measuredPerSecond.value - 1
      : null,
  };
};

/**
 * Predicts every further cell of a curve from the demands at low load: those of its smallest cell, where
 * the shared resources are loaded least, and of the demand tests made there.
 * @param curve one topology's cells under one scenario, ascending by scale
 * @param cells of the whole run
 */
export const predictCurve = (
  curve: readonly PlannedCell[],
  cells: readonly PlannedCell[],
  measured: ReadonlyMap<string, MeasuredCell>,
  connectionsPerNode: number,
): readonly Prediction[] => {
  const lowLoad = usesAtLowLoad(curve, cells, measured);
  if (!lowLoad) return [];
  return curve
    .filter((candidate) => candidate !== lowLoad.base)
    .map((candidate) =>
      predict(
        candidate,
        lowLoad,
        connectionsPerNode * candidate.cell.scale,
        measured.get(candidate.cell.id)?.measurement.throughputPerSecond ??
          unknown({ kind: 'no-completed-trial' }),
      ),
    )
    .filter((prediction) => prediction !== null);
};
