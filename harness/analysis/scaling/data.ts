import { groupedBy } from '../grouping.ts';
import { mean, sumOfSquares } from '../interval.ts';

/** One measured throughput at a whole number of nodes (or threads, or users). */
export interface ScalingPoint {
  readonly n: number;
  readonly throughput: number;
}

/**
 * `relative`: every trial is off by about the same share, as repeated trials are; residuals are of logs.
 * `absolute`: unweighted least squares, which published tables were fitted by.
 */
export type Weighting = 'relative' | 'absolute';

/** The trials at one n, reduced to what a least-squares fit needs of them. */
export interface ScalingCell {
  readonly n: number;
  readonly count: number;
  /** Mean of y: of log throughput where relative, of throughput where absolute. */
  readonly meanY: number;
}

export interface ScalingData {
  readonly weighting: Weighting;
  /** Ascending by n. */
  readonly cells: readonly ScalingCell[];
  /** Trials in all cells. */
  readonly trials: number;
  /** Σ(y − mean of its cell)²: noise that no curve can explain. */
  readonly pureError: number;
  readonly pureErrorDf: number;
}

/** The y of every trial at one n. */
export interface ScalingGroup {
  readonly n: number;
  readonly ys: readonly number[];
}

/**
 * Trials by their n, ascending. @param points throughput > 0, n ≥ 1
 * @throws {RangeError} on anything else: a trial without throughput belongs to no curve.
 */
export const scalingGroups = (
  points: readonly ScalingPoint[],
  weighting: Weighting,
): readonly ScalingGroup[] => {
  const bad = points.find(({ n, throughput }) => !(n >= 1) || !(throughput > 0));
  if (bad)
    throw new RangeError(`n must be at least 1 and throughput positive: ${JSON.stringify(bad)}`);
  const yOf = ({ throughput }: ScalingPoint): number =>
    weighting === 'relative' ? Math.log(throughput) : throughput;
  return [...groupedBy(points, ({ n }) => String(n)).values()]
    .map((group) => ({ n: (group[0] as ScalingPoint).n, ys: group.map(yOf) }))
    .toSorted((a, b) => a.n - b.n);
};

/** Reduces trials to what a fit needs of them. @param groups ascending by n */
export const dataOfGroups = (
  groups: readonly ScalingGroup[],
  weighting: Weighting,
): ScalingData => {
  let trials = 0;
  let pureError = 0;
  const cells = groups.map(({ n, ys }): ScalingCell => {
    trials += ys.length;
    pureError += sumOfSquares(ys);
    return { n, count: ys.length, meanY: mean(ys) };
  });
  return { weighting, cells, trials, pureError, pureErrorDf: trials - cells.length };
};

/** @throws {RangeError} where a throughput is not positive or an n under 1. */
export const scalingData = (points: readonly ScalingPoint[], weighting: Weighting): ScalingData =>
  dataOfGroups(scalingGroups(points, weighting), weighting);

/**
 * How far a throughput is off a prediction, as a share: of itself where errors are relative,
 * of the mean throughput where a table is fitted unweighted, so that its small values weigh as little as in the fit.
 */
export const shareOff = (data: ScalingData, throughput: number, predicted: number): number =>
  data.weighting === 'relative'
    ? Math.log(throughput / predicted)
    : (throughput - predicted) / mean(data.cells.map(({ meanY }) => meanY));

/** Throughput that a y stands for. */
export const throughputOfY = (data: ScalingData, y: number): number =>
  data.weighting === 'relative' ? Math.exp(y) : y;
