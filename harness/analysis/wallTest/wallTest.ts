import { type Cell, isOnCurve, type Raisable } from '../../model/cell.ts';
import { type Estimate, type MaybeEstimate, unknown } from '../../model/estimate.ts';
import type { Role } from '../../model/plan.ts';
import type { Reason } from '../../model/reason.ts';
import type { PlannedCell } from '../../model/run.ts';
import { CONFIDENCE } from '../interval.ts';
import type { Limiter } from '../limiter.ts';
import { type SpeedModel, speedModel } from '../machineSpeed.ts';
import { throughputSeries } from '../measurement.ts';
import type { CellFindings } from '../scalingCurve.ts';
import { smallestDetectable } from '../sensitivity.ts';
import { judge, type Judgement } from './judge.ts';
import { type Base, type Raise, raiseOf } from './raise.ts';
import { usesAtTheWall } from './usesAtTheWall.ts';

export interface WallTest extends Judgement {
  /** The cell that was measured again. */
  readonly cellId: string;
  readonly topology: string;
  readonly scale: number;
  readonly scenario: string;
  /** What the limiter names; null where it names nothing that can be raised. */
  readonly suspect: Raisable | null;
  readonly basePerSecond: MaybeEstimate;
  /** The suspect first; the others are placebos. Empty where the cell itself has no result. */
  readonly raises: readonly Raise[];
  /** Smallest relative change that is found in four of five tries: 0.08 is 8 %. Null without repeated trials. */
  readonly smallestDetectable: Estimate | null;
}

const RAISABLE_OF_ROLE: Readonly<Partial<Record<Role, Raisable>>> = {
  app: 'node',
  database: 'database',
  balancer: 'balancer',
};

const suspectOf = (limiter: Limiter | undefined): Raisable | null =>
  limiter?.resource === 'cpu' ? (RAISABLE_OF_ROLE[limiter.role] ?? null) : null;

const isSameCurve = (a: Cell, b: Cell): boolean =>
  a.topology === b.topology && a.scenario === b.scenario;

const isSamePoint = (a: Cell, b: Cell): boolean => isSameCurve(a, b) && a.scale === b.scale;

const raisesOf = (
  base: Base,
  siblings: readonly PlannedCell[],
  suspect: Raisable | null,
  speed: SpeedModel,
  { measured, measurementLimits }: CellFindings,
): readonly Raise[] => {
  const placebos = siblings.filter(({ cell }) => cell.raised !== suspect).length;
  // Two placebos are two chances to be wrong: their intervals hold together (Bonferroni).
  const ofPlacebo = 1 - (1 - CONFIDENCE) / Math.max(1, placebos);
  return siblings
    .map((sibling) =>
      raiseOf(
        base,
        sibling,
        measured.get(sibling.cell.id),
        measurementLimits.get(sibling.cell.id) ?? null,
        { speed, confidence: sibling.cell.raised === suspect ? CONFIDENCE : ofPlacebo },
      ),
    )
    .toSorted((a, b) => Number(b.raised === suspect) - Number(a.raised === suspect));
};

const judged = (
  suspect: Raisable | null,
  limiter: Limiter,
  raises: readonly Raise[],
): Judgement => {
  const suspected = raises.find(({ raised }) => raised === suspect);
  if (suspected)
    return judge(
      suspected,
      raises.filter((raise) => raise !== suspected),
    );
  return {
    outcome: 'unknown',
    reason:
      limiter.resource === null
        ? { kind: 'no-suspect', because: limiter.reason }
        : { kind: 'suspect-not-raisable' },
  };
};

const wallTestOf = (
  base: PlannedCell,
  curve: readonly PlannedCell[],
  siblings: readonly PlannedCell[],
  findings: CellFindings,
): WallTest => {
  const { id, topology, scale, scenario } = base.cell;
  const result = findings.measured.get(id);
  const limiter = findings.limiters.get(id);
  const named = { cellId: id, topology, scale, scenario };
  if (!result || !limiter) {
    const reason: Reason = findings.measurementLimits.get(id) ?? { kind: 'no-completed-trial' };
    return {
      ...named,
      suspect: null,
      basePerSecond: unknown(reason),
      raises: [],
      smallestDetectable: null,
      outcome: 'unknown',
      reason,
    };
  }
  const limit = findings.measurementLimits.get(id);
  const suspect = suspectOf(limiter);
  const uses = usesAtTheWall(
    result.measurement,
    limiter,
    curve.flatMap(({ cell }) => findings.measured.get(cell.id)?.measurement ?? []),
  );
  const speed = speedModel(
    [...findings.measured.values()].map((cell) => throughputSeries(cell, 'generator')),
  );
  const raises = raisesOf({ planned: base, result, uses }, siblings, suspect, speed, findings);
  const trials = [base, ...siblings].map(
    ({ cell }) => findings.measured.get(cell.id)?.throughputsPerSecond.length ?? 0,
  );
  const fewest = Math.min(...trials);
  return {
    ...named,
    suspect,
    basePerSecond: result.measurement.throughputPerSecond,
    raises,
    smallestDetectable: fewest > 0 ? smallestDetectable(speed.spread, fewest) : null,
    ...(limit === undefined
      ? judged(suspect, limiter, raises)
      : { outcome: 'unknown', reason: limit }),
  };
};

/** A wall test of every cell on a curve that the run measured again with more of one resource. */
export const wallTestsOf = (
  cells: readonly PlannedCell[],
  findings: CellFindings,
): readonly WallTest[] =>
  cells
    .filter(({ cell }) => isOnCurve(cell))
    .flatMap((base, _index, onCurves) => {
      const siblings = cells.filter(
        ({ cell }) => cell.raised !== null && isSamePoint(cell, base.cell),
      );
      const curve = onCurves.filter(({ cell }) => isSameCurve(cell, base.cell));
      return siblings.length === 0 ? [] : [wallTestOf(base, curve, siblings, findings)];
    });

/** The limiters, those that a wall test proved graded as such. */
export const withConfirmed = (
  limiters: ReadonlyMap<string, Limiter>,
  wallTests: readonly WallTest[],
): ReadonlyMap<string, Limiter> => {
  const confirmed = new Set(
    wallTests.filter(({ outcome }) => outcome === 'confirmed').map(({ cellId }) => cellId),
  );
  return new Map(
    [...limiters].map(([id, limiter]) => [
      id,
      confirmed.has(id) && limiter.resource !== null ? { ...limiter, grade: 'confirmed' } : limiter,
    ]),
  );
};
