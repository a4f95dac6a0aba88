import { isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';
import { containersOf, type DeploymentPlan, type Role } from '../model/plan.ts';
import type { PlannedCell } from '../model/run.ts';
import type { CpuUse } from './cpuUse.ts';
import { groupedBy } from './grouping.ts';
import { mean } from './interval.ts';
import { slowness, speedModel } from './machineSpeed.ts';
import { closedThroughput } from './meanValue.ts';
import { type MeasuredCell, throughputSeries } from './measurement.ts';

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

/** What the operational laws say of a cell, from demands measured at another, beside what was measured. */
export interface Prediction {
  readonly cellId: string;
  readonly topology: string;
  readonly scale: number;
  /** The cell whose demands were used. */
  readonly fromCellId: string;
  readonly demands: readonly ServiceDemand[];
  /** min over groups of quota / demand. */
  readonly wallPerSecond: number;
  readonly wallAt: { readonly role: Role; readonly group: string };
  /** Exact mean-value analysis with the cell's connections. */
  readonly throughputPerSecond: number;
  readonly measuredPerSecond: MaybeEstimate;
  /**
   * What the machine's own speed did to the measurement since the demands were measured: measured ÷ machine
   * is at the speed that the demands are of.
   */
  readonly machine: number;
  /** predicted / (measured ÷ machine) − 1; null without a measurement. */
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
  from: { readonly cellId: string; readonly uses: readonly CpuUse[] },
  connections: number,
  measuredPerSecond: MaybeEstimate,
  machine: number,
): Prediction | null => {
  const demands = serviceDemands(from.uses, plan);
  const wall = demands.toSorted((a, b) => a.carriesPerSecond - b.carriesPerSecond)[0];
  if (!wall) return null;
  const throughputPerSecond = throughputByDemands(demands, connections);
  return {
    cellId: cell.id,
    topology: cell.topology,
    scale: cell.scale,
    fromCellId: from.cellId,
    demands,
    wallPerSecond: wall.carriesPerSecond,
    wallAt: { role: wall.role, group: wall.group },
    throughputPerSecond,
    measuredPerSecond,
    machine,
    relativeError: isKnown(measuredPerSecond)
      ? (throughputPerSecond * machine) / measuredPerSecond.value - 1
      : null,
  };
};

/** By what factor one cell carries more than another for the machine's speed alone; 1 where that isn't told. */
const machineBetween = (
  measured: ReadonlyMap<string, MeasuredCell>,
): ((before: string, after: string) => number) => {
  const { elasticity } = speedModel(
    [...measured.values()].map((cell) => throughputSeries(cell, 'generator')),
  );
  const slownessIn = (cellId: string): number | null => {
    const uses = measured.get(cellId)?.yardsticks.generator ?? [];
    return uses.length === 0 ? null : mean(uses.map(slowness));
  };
  return (before, after) => {
    const [first, second] = [slownessIn(before), slownessIn(after)];
    return first === null || second === null ? 1 : Math.exp(elasticity * (second - first));
  };
};

/**
 * Predicts every further cell of a curve from the demands at its smallest one, where the shared
 * resources are loaded least.
 * @param planned one topology's cells under one scenario, ascending by scale
 */
export const predictCurve = (
  planned: readonly PlannedCell[],
  measured: ReadonlyMap<string, MeasuredCell>,
  connectionsPerNode: number,
): readonly Prediction[] => {
  const base = planned.find(({ cell }) => measured.has(cell.id));
  const uses = base && measured.get(base.cell.id)?.measurement.cpuByGroup;
  if (!base || !uses) return [];
  const machine = machineBetween(measured);
  return planned
    .filter((candidate) => candidate !== base)
    .map((candidate) =>
      predict(
        candidate,
        { cellId: base.cell.id, uses },
        connectionsPerNode * candidate.cell.scale,
        measured.get(candidate.cell.id)?.measurement.throughputPerSecond ??
          unknown({ kind: 'no-completed-trial' }),
        machine(base.cell.id, candidate.cell.id),
      ),
    )
    .filter((prediction) => prediction !== null);
};
