import type { ScalingCell, ScalingData } from './data.ts';
import { profileShape } from './leastSquares.ts';

/** X(n) = λ · min(n, wall): every node brings λ until a resource that they share is used up at λ · wall = X_max. */
export interface BottleneckFit {
  /** In nodes; Infinity where a straight line fits best. */
  readonly wall: number;
  readonly lambda: number;
  readonly lackOfFit: number;
}

/** What is held at a value while the rest is fitted. */
export interface BottleneckHeld {
  readonly wall?: number;
  readonly lambda?: number;
  readonly xMax?: number;
}

const weightedMean = (
  cells: readonly ScalingCell[],
  value: (cell: ScalingCell) => number,
  weight: (cell: ScalingCell) => number = () => 1,
): number => {
  let sum = 0;
  let weights = 0;
  for (const cell of cells) {
    const w = cell.count * weight(cell);
    sum += w * value(cell);
    weights += w;
  }
  return sum / weights;
};

/** λ of the cells before the wall and X_max of those behind it, each fitted alone. */
const slopeOf = (before: readonly ScalingCell[], relative: boolean): number =>
  relative
    ? Math.exp(weightedMean(before, ({ n, meanY }) => meanY - Math.log(n)))
    : weightedMean(
        before,
        ({ n, meanY }) => meanY / n,
        ({ n }) => n * n,
      );

const heightOf = (behind: readonly ScalingCell[], relative: boolean): number => {
  const height = weightedMean(behind, ({ meanY }) => meanY);
  return relative ? Math.exp(height) : height;
};

const atWall = (data: ScalingData, wall: number, held: BottleneckHeld): BottleneckFit => {
  const lambda = held.xMax === undefined ? held.lambda : held.xMax / wall;
  const fit = profileShape(data, (n) => Math.min(n, wall), lambda);
  return { wall, lambda: fit.lambda, lackOfFit: fit.lackOfFit };
};

/**
 * The best wall in closed form between each two neighbouring cells, where the cells fall into a rising
 * and a flat part that are fitted apart; a straight line is tried too.
 */
export const fitBottleneck = (data: ScalingData, held: BottleneckHeld = {}): BottleneckFit => {
  if (held.wall !== undefined) return atWall(data, held.wall, held);
  const relative = data.weighting === 'relative';
  const { cells } = data;
  const last = (cells.at(-1) as ScalingCell).n;
  const candidates = cells.slice(0, -1).map((cell, i) => {
    const lambda = held.lambda ?? slopeOf(cells.slice(0, i + 1), relative);
    const height = held.xMax ?? heightOf(cells.slice(i + 1), relative);
    const next = (cells[i + 1] as ScalingCell).n;
    const wall = Math.min(next, Math.max(cell.n, height / lambda));
    // A wall at the last cell or behind it can't be seen: that is a straight line.
    return atWall(
      data,
      wall >= last && held.xMax === undefined ? Number.POSITIVE_INFINITY : wall,
      held,
    );
  });
  // A held X_max above all cells puts the wall behind the last of them.
  const straight =
    held.xMax === undefined
      ? atWall(data, Number.POSITIVE_INFINITY, held)
      : atWall(data, Math.max(last, held.xMax / (held.lambda ?? slopeOf(cells, relative))), held);
  return [...candidates, straight].reduce((best, fit) =>
    fit.lackOfFit < best.lackOfFit ? fit : best,
  );
};
