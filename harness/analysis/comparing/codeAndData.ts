import { isKnown, type MaybeEstimate } from '../../model/estimate.ts';
import { cpuCoresOf } from '../../model/plan.ts';
import { groupedBy } from '../grouping.ts';
import {
  type ComparisonGrade,
  combined,
  gradeOfRatio,
  relativeHalfWidth,
  withRelativeHalfWidth,
} from '../ratio.ts';
import { type ComparablePoint, cpuKey } from './layout.ts';

/** One of the four ways to cut code and data. */
export interface Corner {
  readonly topology: string;
  readonly cellId: string;
  readonly throughputPerSecond: MaybeEstimate;
}

export interface Effect {
  /** Throughput with the cut / without it; 1 is no effect. */
  readonly ratio: MaybeEstimate;
  readonly grade: ComparisonGrade;
}

/**
 * Code (whole or split) × data (one database or several) at one scale, each corner with the same CPU in
 * every role: what splitting either does to throughput, and whether the one changes what the other does.
 */
export interface CodeAndData {
  readonly scenario: string;
  readonly scale: number;
  /** Of each corner's databases together. */
  readonly databaseCpuCores: number;
  readonly whole: Corner;
  readonly splitCode: Corner;
  readonly splitData: Corner;
  readonly splitBoth: Corner;
  /** Geometric mean of what splitting the code does with one database and with several. */
  readonly code: Effect;
  /** Geometric mean of what splitting the data does to whole and to split code. */
  readonly data: Effect;
  /** Effect of the code with several databases / with one: 1 where each cut does the same with and without the other. */
  readonly interaction: Effect;
}

/** Π xᵢ^eᵢ of independent figures; on logs the half-widths add as squares. */
const product = (terms: readonly (readonly [MaybeEstimate, number])[]): MaybeEstimate => {
  const missing = terms.find(([figure]) => !isKnown(figure));
  if (missing) return missing[0];
  const known = terms.flatMap(([figure, exponent]) =>
    isKnown(figure) ? [{ figure, exponent }] : [],
  );
  const halfWidth = combined(
    known.map(({ figure, exponent }) => {
      const width = relativeHalfWidth(figure);
      return width === null ? null : width * exponent;
    }),
  );
  return withRelativeHalfWidth(
    known.reduce((value, { figure, exponent }) => value * figure.value ** exponent, 1),
    halfWidth,
    {
      confidence: known[0]?.figure.confidence ?? 0,
      samples: Math.min(...known.map(({ figure }) => figure.samples)),
    },
  );
};

const effectOf = (
  corners: Pick<CodeAndData, 'whole' | 'splitCode' | 'splitData' | 'splitBoth'>,
  exponents: Readonly<Record<'whole' | 'splitCode' | 'splitData' | 'splitBoth', number>>,
): Effect => {
  const ratio = product([
    [corners.whole.throughputPerSecond, exponents.whole],
    [corners.splitCode.throughputPerSecond, exponents.splitCode],
    [corners.splitData.throughputPerSecond, exponents.splitData],
    [corners.splitBoth.throughputPerSecond, exponents.splitBoth],
  ]);
  return { ratio, grade: gradeOfRatio(ratio) };
};

/** Of points alike, those cut into one part or into the most parts are the corners; a cut in between is none. */
const factorialOf = (alike: readonly ComparablePoint[]): CodeAndData | null => {
  const mostCode = Math.max(...alike.map(({ layout }) => layout.codeGroups));
  const mostData = Math.max(...alike.map(({ layout }) => layout.databases));
  const first = alike[0];
  if (!first || mostCode === 1 || mostData === 1) return null;
  const cornerAt = (codeGroups: number, databases: number): Corner | null => {
    const found = alike.find(
      ({ layout }) => layout.codeGroups === codeGroups && layout.databases === databases,
    );
    return found
      ? {
          topology: found.topology,
          cellId: found.point.cellId,
          throughputPerSecond: found.point.throughputPerSecond,
        }
      : null;
  };
  const whole = cornerAt(1, 1);
  const splitCode = cornerAt(mostCode, 1);
  const splitData = cornerAt(1, mostData);
  const splitBoth = cornerAt(mostCode, mostData);
  if (!whole || !splitCode || !splitData || !splitBoth) return null;
  const corners = { whole, splitCode, splitData, splitBoth };
  return {
    scenario: first.scenario,
    scale: first.point.scale,
    databaseCpuCores: cpuCoresOf(first.plan, 'database'),
    ...corners,
    code: effectOf(corners, { whole: -0.5, splitCode: 0.5, splitData: -0.5, splitBoth: 0.5 }),
    data: effectOf(corners, { whole: -0.5, splitCode: -0.5, splitData: 0.5, splitBoth: 0.5 }),
    interaction: effectOf(corners, { whole: 1, splitCode: -1, splitData: -1, splitBoth: 1 }),
  };
};

/** The 2 × 2 of every scale that all four corners were measured at. */
export const codeAndDataOf = (points: readonly ComparablePoint[]): readonly CodeAndData[] =>
  [
    ...groupedBy(
      points,
      ({ scenario, point, plan }) => `${scenario}/${point.scale}/${cpuKey(plan)}`,
    ).values(),
  ]
    .map(factorialOf)
    .filter((factorial) => factorial !== null)
    .toSorted((a, b) => a.scale - b.scale);
