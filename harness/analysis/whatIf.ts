import { isOnCurve } from '../model/cell.ts';
import type { Estimate } from '../model/estimate.ts';
import { cpuCoresOf, type DeploymentPlan, type Role } from '../model/plan.ts';
import type { PlannedCell } from '../model/run.ts';
import type { CpuUse } from './cpuUse.ts';
import { groupedBy } from './grouping.ts';
import { aroundValue } from './interval.ts';
import type { MeasuredCell } from './measurement.ts';
import { type Prediction, serviceDemands } from './prediction.ts';
import { predictionSpread } from './predictionSpread.ts';

/** Sizes to reckon with in place of those that were measured; what is null stays as it was. */
export interface OtherSizes {
  /** Of each application node. */
  readonly nodeCpuCores: number | null;
  /** Of all database servers together, cut as they were. */
  readonly databaseCpuCores: number | null;
  readonly balancerCpuCores: number | null;
  /** How many times the work of the measured core another one does; 1 is the same. */
  readonly hardwareFactor: number;
}

/** The most that a deployment carries by the operational laws, and the part that holds it there. */
export interface PredictedWall {
  /** X_max = min over parts of quota ÷ CPU a request; the interval is as wide as this run's predictions were wrong. */
  readonly perSecond: Estimate;
  readonly role: Role;
  readonly group: string;
}

export interface WhatIfCell {
  readonly cellId: string;
  /** With the sizes that were measured. */
  readonly asMeasured: PredictedWall;
  readonly changed: PredictedWall;
}

export interface WhatIf {
  readonly sizes: OtherSizes;
  readonly cells: readonly WhatIfCell[];
}

/** How many times as much CPU a role has. */
const quotaFactor = (plan: DeploymentPlan, role: Role, sizes: OtherSizes): number => {
  const share = (cores: number | null, now: number): number =>
    cores === null || now === 0 ? 1 : cores / now;
  switch (role) {
    case 'app':
      return share(sizes.nodeCpuCores, cpuCoresOf(plan, 'app') / plan.scale);
    case 'database':
      return share(sizes.databaseCpuCores, cpuCoresOf(plan, 'database'));
    case 'balancer':
      return share(sizes.balancerCpuCores, cpuCoresOf(plan, 'balancer'));
    case 'generator':
      return 1;
  }
};

const AS_MEASURED: OtherSizes = {
  nodeCpuCores: null,
  databaseCpuCores: null,
  balancerCpuCores: null,
  hardwareFactor: 1,
};

const wallOf = (
  uses: readonly CpuUse[],
  plan: DeploymentPlan,
  sizes: OtherSizes,
  predictions: readonly Prediction[],
): PredictedWall | null => {
  const [wall] = serviceDemands(uses, plan)
    .map(({ role, group, carriesPerSecond }) => ({
      role,
      group,
      carries: carriesPerSecond * quotaFactor(plan, role, sizes) * sizes.hardwareFactor,
    }))
    .toSorted((a, b) => a.carries - b.carries);
  if (!wall) return null;
  const spread = predictionSpread(predictions);
  return {
    perSecond: { ...aroundValue(wall.carries, 1, spread), samples: spread.df },
    role: wall.role,
    group: wall.group,
  };
};

/** The walls of every cell on a curve at other sizes, from the demands at its topology's smallest one. */
export const whatIf = (
  cells: readonly PlannedCell[],
  measured: ReadonlyMap<string, MeasuredCell>,
  predictions: readonly Prediction[],
  sizes: OtherSizes,
): WhatIf => {
  const onCurves = cells
    .filter(({ cell }) => isOnCurve(cell))
    .toSorted((a, b) => a.cell.scale - b.cell.scale);
  const curves = groupedBy(onCurves, ({ cell }) => `${cell.topology}/${cell.scenario}`);
  return {
    sizes,
    cells: [...curves.values()].flatMap((curve) => {
      const base = curve.find(({ cell }) => measured.has(cell.id));
      const uses = base && measured.get(base.cell.id)?.measurement.cpuByGroup;
      if (!uses) return [];
      const own = predictions.filter(({ topology }) => topology === base.cell.topology);
      return curve.flatMap(({ cell, plan }) => {
        const asMeasured = wallOf(uses, plan, AS_MEASURED, own);
        const changed = wallOf(uses, plan, sizes, own);
        return asMeasured && changed ? [{ cellId: cell.id, asMeasured, changed }] : [];
      });
    }),
  };
};
