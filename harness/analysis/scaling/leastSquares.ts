import type { ScalingCell, ScalingData } from './data.ts';

/** A law X(n) = λ · n / D(n; θ): its denominator, with the gradient over θ, inside bounds. */
export interface SmoothLaw {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly denominator: (n: number, theta: readonly number[]) => number;
  readonly gradient: (n: number, theta: readonly number[]) => readonly number[];
}

export interface LeastSquaresFit {
  readonly theta: readonly number[];
  readonly lambda: number;
  /** Σ count · (mean y − prediction)² over the cells, without the pure error. */
  readonly lackOfFit: number;
}

export interface FitOptions {
  /** Parameters held at a value; `undefined` leaves one free. */
  readonly held?: readonly (number | undefined)[];
  /** λ held at a value; profiled out where absent. */
  readonly lambda?: number;
  readonly maxSteps?: number;
}

const sumOver = (
  cells: readonly ScalingCell[],
  term: (cell: ScalingCell, index: number) => number,
): number => {
  let sum = 0;
  for (let i = 0; i < cells.length; i++) sum += term(cells[i] as ScalingCell, i);
  return sum;
};

/** The best λ for given relative throughputs g, in closed form, and what the cells are off by. */
export const profileLambda = (
  { cells, trials, weighting }: ScalingData,
  shape: readonly number[],
  held?: number,
): {
  readonly lambda: number;
  readonly residuals: readonly number[];
  readonly lackOfFit: number;
} => {
  const g = (i: number): number => shape[i] as number;
  let lambda = held;
  if (lambda === undefined) {
    lambda =
      weighting === 'relative'
        ? Math.exp(sumOver(cells, (c, i) => c.count * (c.meanY - Math.log(g(i)))) / trials)
        : sumOver(cells, (c, i) => c.count * c.meanY * g(i)) /
          sumOver(cells, (c, i) => c.count * g(i) ** 2);
  }
  const scale = lambda;
  const residuals = cells.map((cell, i) =>
    weighting === 'relative' ? cell.meanY - Math.log(scale * g(i)) : cell.meanY - scale * g(i),
  );
  return {
    lambda,
    residuals,
    lackOfFit: sumOver(cells, (cell, i) => cell.count * (residuals[i] as number) ** 2),
  };
};

/** Solves A x = b for one or two unknowns; null where A is singular. */
const solve = (
  a: readonly (readonly number[])[],
  b: readonly number[],
): readonly number[] | null => {
  const [[a00 = 0, a01 = 0] = [], [, a11 = 0] = []] = a;
  const [b0 = 0, b1 = 0] = b;
  if (b.length === 0) return [];
  if (b.length === 1) return a00 > 0 ? [b0 / a00] : null;
  const determinant = a00 * a11 - a01 * a01;
  if (determinant <= 1e-14 * a00 * a11) return null;
  return [(b0 * a11 - b1 * a01) / determinant, (b1 * a00 - b0 * a01) / determinant];
};

const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** ∂ prediction / ∂θ at each cell, made orthogonal to λ's own direction where λ is free (Kaufman's projection). */
const jacobian = (
  data: ScalingData,
  law: SmoothLaw,
  theta: readonly number[],
  lambda: number,
  lambdaHeld: boolean,
): readonly (readonly number[])[] => {
  const { cells, weighting } = data;
  const relative = weighting === 'relative';
  const denominators = cells.map(({ n }) => law.denominator(n, theta));
  const g = cells.map(({ n }, i) => n / (denominators[i] as number));
  const gradients = cells.map(({ n }) => law.gradient(n, theta));
  const towards = relative ? g.map(() => 1) : g;
  const norm = sumOver(cells, (cell, i) => cell.count * (towards[i] as number) ** 2);
  return theta.map((_, k) => {
    const column = cells.map((_, i) => {
      const logSlope =
        -((gradients[i] as readonly number[])[k] as number) / (denominators[i] as number);
      return relative ? logSlope : lambda * (g[i] as number) * logSlope;
    });
    if (lambdaHeld) return column;
    const overlap =
      sumOver(cells, (cell, i) => cell.count * (column[i] as number) * (towards[i] as number)) /
      norm;
    return column.map((value, i) => value - overlap * (towards[i] as number));
  });
};

/** A Gauss–Newton step over the free parameters; one that would leave its bounds is set on them and the rest solved again. */
const boundedStep = (
  { cells }: ScalingData,
  law: SmoothLaw,
  theta: readonly number[],
  columns: readonly (readonly number[])[],
  residuals: readonly number[],
  held: readonly boolean[],
): readonly number[] => {
  const step = theta.map(() => 0);
  const fixed = [...held];
  for (let round = 0; round <= theta.length; round++) {
    const free = theta.map((_, k) => k).filter((k) => !fixed[k]);
    const left = residuals.map((residual, i) =>
      step.reduce(
        (rest, move, k) => rest - (fixed[k] ? move * (columns[k]?.[i] ?? 0) : 0),
        residual,
      ),
    );
    const product = (a: readonly number[], b: readonly number[]): number =>
      sumOver(cells, (cell, i) => cell.count * (a[i] as number) * (b[i] as number));
    const column = (k: number): readonly number[] => columns[k] as readonly number[];
    const solution = solve(
      free.map((j) => free.map((k) => product(column(j), column(k)))),
      free.map((k) => product(column(k), left)),
    );
    if (!solution) return step;
    let violated = false;
    free.forEach((k, position) => {
      const target = (theta[k] as number) + (solution[position] as number);
      const inside = clamp(target, law.lower[k] as number, law.upper[k] as number);
      step[k] = inside - (theta[k] as number);
      if (inside !== target) {
        fixed[k] = true;
        violated = true;
      }
    });
    if (!violated) return step;
  }
  return step;
};

/**
 * Weighted least squares by Gauss–Newton with λ profiled out, bounds as an active set and step halving.
 * @param start inside the law's bounds
 */
export const fitSmooth = (
  data: ScalingData,
  law: SmoothLaw,
  start: readonly number[],
  { held = [], lambda: lambdaHeld, maxSteps = 60 }: FitOptions = {},
): LeastSquaresFit => {
  const at = (theta: readonly number[]) =>
    profileLambda(
      data,
      data.cells.map(({ n }) => n / law.denominator(n, theta)),
      lambdaHeld,
    );
  let theta = start.map((value, k) =>
    clamp(held[k] ?? value, law.lower[k] as number, law.upper[k] as number),
  );
  let current = at(theta);
  const isHeld = theta.map((_, k) => held[k] !== undefined);
  for (let i = 0; i < maxSteps; i++) {
    const columns = jacobian(data, law, theta, current.lambda, lambdaHeld !== undefined);
    const step = boundedStep(data, law, theta, columns, current.residuals, isHeld);
    let length = 1;
    let next = theta;
    let improved = current;
    while (length > 1e-6) {
      const share = length;
      next = theta.map((value, k) => value + share * (step[k] as number));
      improved = at(next);
      if (improved.lackOfFit < current.lackOfFit) break;
      length /= 4;
    }
    if (!(improved.lackOfFit < current.lackOfFit)) break;
    const gain = current.lackOfFit - improved.lackOfFit;
    theta = next;
    current = improved;
    if (gain < 1e-13 * current.lackOfFit) break;
  }
  return { theta, lambda: current.lambda, lackOfFit: current.lackOfFit };
};
