import { containersOf, cpuCoresOf, type DeploymentPlan, type Role } from '../../model/plan.ts';
import type { PlannedCell } from '../../model/run.ts';
import type { CurvePoint, ScalingCurve } from '../scalingCurve.ts';

/** Into how many parts a deployment cuts its code and its data. */
export interface Layout {
  readonly codeGroups: number;
  readonly databases: number;
}

const groupsOf = (plan: DeploymentPlan, role: Role): number =>
  new Set(
    containersOf(plan)
      .filter((container) => container.role === role)
      .map(({ group }) => group),
  ).size;

export const layoutOf = (plan: DeploymentPlan): Layout => ({
  codeGroups: groupsOf(plan, 'app'),
  databases: groupsOf(plan, 'database'),
});

/** A point of a curve that may be compared, with its deployment. */
export interface ComparablePoint {
  readonly topology: string;
  readonly scenario: string;
  readonly point: CurvePoint;
  readonly plan: DeploymentPlan;
  readonly layout: Layout;
}

/** Every point that measured its system, of curves that are a scaling result. */
export const comparablePoints = (
  curves: readonly ScalingCurve[],
  cells: readonly PlannedCell[],
): readonly ComparablePoint[] => {
  const plans = new Map(cells.map(({ cell, plan }) => [cell.id, plan]));
  return curves
    .filter(({ refusal }) => refusal === null)
    .flatMap(({ topology, scenario, points }) =>
      points.flatMap((point) => {
        const plan = plans.get(point.cellId);
        return point.refusal === null && plan
          ? [{ topology, scenario, point, plan, layout: layoutOf(plan) }]
          : [];
      }),
    );
};

/** Alike for two deployments that may use the same CPU in every role. */
export const cpuKey = (plan: DeploymentPlan): string =>
  (['app', 'balancer', 'database'] as const)
    .map((role) => cpuCoresOf(plan, role).toFixed(6))
    .join('/');
