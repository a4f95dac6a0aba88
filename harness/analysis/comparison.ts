import { type Estimate, isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';
import {
  type ComparisonGrade,
  combined,
  gradeOfRatio,
  ratioOf,
  relativeHalfWidth,
  withRelativeHalfWidth,
} from './ratio.ts';
import type { CurvePoint, ScalingCurve } from './scalingCurve.ts';

export type { ComparisonGrade } from './ratio.ts';

/** Two topologies at the same total provisioned CPU, interpolated inside both measured ranges only. */
export interface EqualCpuPoint {
  readonly provisionedCpuCores: number;
  readonly firstPerSecond: MaybeEstimate;
  readonly secondPerSecond: MaybeEstimate;
  /** first / second. */
  readonly ratio: MaybeEstimate;
  readonly grade: ComparisonGrade;
}

/** At the same budget, which of two topologies carries more. */
export interface Comparison {
  readonly first: string;
  readonly second: string;
  readonly scenario: string;
  /** Ascending by CPU; empty where the measured ranges do not meet. */
  readonly points: readonly EqualCpuPoint[];
  /** Provisioned cores from which the first carries more; unknown says `none up to L` and why. */
  readonly crossover: MaybeEstimate;
}

interface BudgetPoint {
  readonly cores: number;
  readonly throughput: Estimate;
}

const countedPoints = (curve: ScalingCurve): readonly BudgetPoint[] =>
  curve.points
    .filter((point) => curve.refusal === null && point.refusal === null)
    .flatMap(({ provisionedCpuCores, throughputPerSecond }: CurvePoint) =>
      isKnown(throughputPerSecond)
        ? [{ cores: provisionedCpuCores, throughput: throughputPerSecond }]
        : [],
    )
    .toSorted((a, b) => a.cores - b.cores);

/** Cores are sums of quotas such as 0.1, so that equal budgets differ in the last bits. */
const SAME_CORES = 1e-6;

/**
 * Throughput at a budget by a straight line between the two neighbours.
 * A plan between two measured ones exists only where its scale is whole; this says what it would lie near.
 */
const atBudget = (points: readonly BudgetPoint[], cores: number): MaybeEstimate => {
  const exact = points.find((point) => Math.abs(point.cores - cores) < SAME_CORES);
  if (exact) return exact.throughput;
  const after = points.findIndex((point) => point.cores > cores);
  const low = points[after - 1];
  const high = points[after];
  if (!low || !high) return unknown({ kind: 'outside-range', cpuCores: cores });
  const share = (cores - low.cores) / (high.cores - low.cores);
  const parts = [
    { share: 1 - share, of: low.throughput },
    { share, of: high.throughput },
  ];
  const value = parts.reduce((sum, part) => sum + part.share * part.of.value, 0);
  const halfWidth = combined(
    parts.map((part) => {
      const width = relativeHalfWidth(part.of);
      return width === null ? null : (width * part.share * part.of.value) / value;
    }),
  );
  return withRelativeHalfWidth(value, halfWidth, {
    confidence: low.throughput.confidence,
    samples: Math.min(low.throughput.samples, high.throughput.samples),
  });
};

const budgetsOfBoth = (
  first: readonly BudgetPoint[],
  second: readonly BudgetPoint[],
): readonly number[] => {
  const ends = [first, second].map((points) => ({
    from: points[0]?.cores ?? Number.POSITIVE_INFINITY,
    to: points.at(-1)?.cores ?? Number.NEGATIVE_INFINITY,
  }));
  const from = Math.max(...ends.map((end) => end.from)) - SAME_CORES;
  const to = Math.min(...ends.map((end) => end.to)) + SAME_CORES;
  return [...first, ...second]
    .map((point) => point.cores)
    .filter((cores) => cores >= from && cores <= to)
    .toSorted((a, b) => a - b)
    .filter((cores, i, all) => i === 0 || cores - (all[i - 1] as number) > SAME_CORES);
};

/** Between the last budget at which the first is clearly worse and the next at which it is clearly better. */
const crossoverOf = (points: readonly EqualCpuPoint[], first: string): MaybeEstimate => {
  const last = points.at(-1);
  if (!last) return unknown({ kind: 'ranges-apart' });
  const better = points.findIndex(
    (point, i) => point.grade === 'better' && points.slice(i).every((p) => p.grade !== 'worse'),
  );
  const none = { topology: first, upToCpuCores: last.provisionedCpuCores };
  if (better === -1) return unknown({ kind: 'nowhere-better', ...none });
  const worse = points.slice(0, better).findLast((point) => point.grade === 'worse');
  const from = points[better] as EqualCpuPoint;
  if (!worse) return unknown({ kind: 'nowhere-worse', ...none });
  const height = (point: EqualCpuPoint): number => Math.log(point.ratio.value ?? 1);
  const share = -height(worse) / (height(from) - height(worse));
  return {
    value:
      worse.provisionedCpuCores + share * (from.provisionedCpuCores - worse.provisionedCpuCores),
    low: worse.provisionedCpuCores,
    high: from.provisionedCpuCores,
    confidence: 0.95,
    samples: isKnown(from.ratio) ? from.ratio.samples : 0,
  };
};

/** Two curves at equal total provisioned CPU, at every budget at which one of them was measured and both were around. */
export const compareAtEqualCpu = (first: ScalingCurve, second: ScalingCurve): Comparison => {
  const firstPoints = countedPoints(first);
  const secondPoints = countedPoints(second);
  const points = budgetsOfBoth(firstPoints, secondPoints).map((cores): EqualCpuPoint => {
    const firstPerSecond = atBudget(firstPoints, cores);
    const secondPerSecond = atBudget(secondPoints, cores);
    const ratio = ratioOf(firstPerSecond, secondPerSecond);
    return {
      provisionedCpuCores: cores,
      firstPerSecond,
      secondPerSecond,
      ratio,
      grade: gradeOfRatio(ratio),
    };
  });
  return {
    first: first.topology,
    second: second.topology,
    scenario: first.scenario,
    points,
    crossover: crossoverOf(points, first.topology),
  };
};
