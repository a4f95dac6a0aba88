import type { ScalingData } from './data.ts';

export type Theta = readonly [first: number, second: number];

/** A law X(n) = λ · n / D(n; θ) with two parameters from 0 up: its denominator and that one's slopes. */
export interface SmoothLaw {
  readonly upper: Theta;
  readonly denominator: (n: number, first: number, second: number) => number;
  /** ∂D/∂first and ∂D/∂second. */
  readonly slopes: readonly [SmoothLaw['denominator'], SmoothLaw['denominator']];
}

/** What one λ and one shape leave over. */
export interface ProfiledShape {
  readonly lambda: number;
  /** Σ count · (mean y − prediction)² over the cells, without the pure error. */
  readonly lackOfFit: number;
}

export interface LeastSquaresFit extends ProfiledShape {
  readonly theta: Theta;
}

export interface FitOptions {
  /** Parameters held at a value; `undefined` leaves one free. */
  readonly held?: readonly [first: number | undefined, second: number | undefined];
  /** λ held at a value; profiled out where absent. */
  readonly lambda?: number;
  readonly maxSteps?: number;
}

/** The loops below run some millions of times in a bootstrap: plain sums, no arrays but these. */
interface Workspace {
  /** Relative throughput n / D of each cell. */
  readonly shape: Float64Array;
  /** mean y − prediction of each cell. */
  readonly residuals: Float64Array;
}

/** The best λ for a shape, in closed form; fills in the residuals. */
const profile = (
  { cells, trials, weighting }: ScalingData,
  { shape, residuals }: Workspace,
  held: number | undefined,
): ProfiledShape => {
  const relative = weighting === 'relative';
  let lambda = held ?? 0;
  if (held === undefined) {
    let sum = 0;
    let norm = 0;
    for (let i = 0; i < cells.length; i++) {
      const { count, meanY } = cells[i] as (typeof cells)[number];
      const g = shape[i] as number;
      sum += count * (relative ? meanY - Math.log(g) : meanY * g);
      norm += count * g * g;
    }
    lambda = relative ? Math.exp(sum / trials) : sum / norm;
  }
  let lackOfFit = 0;
  for (let i = 0; i < cells.length; i++) {
    const { count, meanY } = cells[i] as (typeof cells)[number];
    const predicted = lambda * (shape[i] as number);
    const residual = meanY - (relative ? Math.log(predicted) : predicted);
    residuals[i] = residual;
    lackOfFit += count * residual * residual;
  }
  return { lambda, lackOfFit };
};

const workspaceFor = ({ cells }: ScalingData): Workspace => ({
  shape: new Float64Array(cells.length),
  residuals: new Float64Array(cells.length),
});

/** The best λ for any shape, say a bottleneck's, and what it leaves over. @param lambda held where given */
export const profileShape = (
  data: ScalingData,
  shapeOf: (n: number) => number,
  lambda?: number,
): ProfiledShape => {
  const work = workspaceFor(data);
  data.cells.forEach(({ n }, i) => {
    work.shape[i] = shapeOf(n);
  });
  return profile(data, work, lambda);
};

/** Normal equations A · step = b of one Gauss–Newton step. */
interface NormalEquations {
  readonly a00: number;
  readonly a01: number;
  readonly a11: number;
  readonly b0: number;
  readonly b1: number;
}

/**
 * With λ free, the columns of the Jacobian are made orthogonal to λ's own direction
 * (Kaufman's variable projection), which the residuals are already.
 */
const normalEquations = (
  { cells, weighting }: ScalingData,
  law: SmoothLaw,
  [first, second]: Theta,
  { shape, residuals }: Workspace,
  lambda: number,
  lambdaHeld: boolean,
): NormalEquations => {
  const relative = weighting === 'relative';
  const [slopeFirst, slopeSecond] = law.slopes;
  let a00 = 0;
  let a01 = 0;
  let a11 = 0;
  let b0 = 0;
  let b1 = 0;
  let along0 = 0;
  let along1 = 0;
  let norm = 0;
  for (let i = 0; i < cells.length; i++) {
    const { n, count } = cells[i] as (typeof cells)[number];
    const g = shape[i] as number;
    // ∂ ln X / ∂θ = −(∂D/∂θ) / D, and D = n / g.
    const scale = (-g / n) * (relative ? 1 : lambda * g);
    const c0 = slopeFirst(n, first, second) * scale;
    const c1 = slopeSecond(n, first, second) * scale;
    const towards = relative ? 1 : g;
    const residual = residuals[i] as number;
    a00 += count * c0 * c0;
    a01 += count * c0 * c1;
    a11 += count * c1 * c1;
    b0 += count * c0 * residual;
    b1 += count * c1 * residual;
    along0 += count * c0 * towards;
    along1 += count * c1 * towards;
    norm += count * towards * towards;
  }
  if (lambdaHeld) return { a00, a01, a11, b0, b1 };
  return {
    a00: a00 - (along0 * along0) / norm,
    a01: a01 - (along0 * along1) / norm,
    a11: a11 - (along1 * along1) / norm,
    b0,
    b1,
  };
};

const clamp = (value: number, high: number): number => Math.min(high, Math.max(0, value));

/** The step of one parameter with the other's step given, cut off at the bounds. */
const singleStep = (a: number, b: number, from: number, upper: number): number =>
  a > 0 ? clamp(from + b / a, upper) - from : 0;

/** A step inside the bounds: a parameter that would leave them is set on its bound, and the other solved again. */
const boundedStep = (
  { a00, a01, a11, b0, b1 }: NormalEquations,
  [first, second]: Theta,
  { upper }: SmoothLaw,
  [held0, held1]: readonly [boolean, boolean],
): Theta => {
  const firstGiven = (step1: number): number => singleStep(a00, b0 - a01 * step1, first, upper[0]);
  const secondGiven = (step0: number): number =>
    singleStep(a11, b1 - a01 * step0, second, upper[1]);
  if (held0) return [0, held1 ? 0 : secondGiven(0)];
  if (held1) return [firstGiven(0), 0];
  const determinant = a00 * a11 - a01 * a01;
  if (determinant <= 1e-14 * a00 * a11) return [firstGiven(0), 0];
  const step0 = (b0 * a11 - b1 * a01) / determinant;
  const step1 = (b1 * a00 - b0 * a01) / determinant;
  const inside0 = clamp(first + step0, upper[0]) - first;
  const inside1 = clamp(second + step1, upper[1]) - second;
  if (inside1 !== step1) return [firstGiven(inside1), inside1];
  return inside0 === step0 ? [step0, step1] : [inside0, secondGiven(inside0)];
};

const CONVERGED = 1e-13;
const SHORTEST_STEP = 1e-6;

/**
 * Weighted least squares by Gauss–Newton with λ profiled out, bounds as an active set and step halving.
 * @param start inside the law's bounds
 */
export const fitSmooth = (
  data: ScalingData,
  law: SmoothLaw,
  start: Theta,
  { held = [undefined, undefined], lambda: lambdaHeld, maxSteps = 60 }: FitOptions = {},
): LeastSquaresFit => {
  const { cells } = data;
  const work = workspaceFor(data);
  const at = ([first, second]: Theta): ProfiledShape => {
    for (let i = 0; i < cells.length; i++) {
      const { n } = cells[i] as (typeof cells)[number];
      work.shape[i] = n / law.denominator(n, first, second);
    }
    return profile(data, work, lambdaHeld);
  };
  const isHeld = [held[0] !== undefined, held[1] !== undefined] as const;
  let theta: Theta = [
    clamp(held[0] ?? start[0], law.upper[0]),
    clamp(held[1] ?? start[1], law.upper[1]),
  ];
  let current = at(theta);
  for (let i = 0; i < maxSteps; i++) {
    const equations = normalEquations(
      data,
      law,
      theta,
      work,
      current.lambda,
      lambdaHeld !== undefined,
    );
    const step = boundedStep(equations, theta, law, isHeld);
    let length = 1;
    let next = theta;
    let improved = current;
    do {
      next = [theta[0] + length * step[0], theta[1] + length * step[1]];
      improved = at(next);
      length /= 4;
    } while (!(improved.lackOfFit < current.lackOfFit) && length > SHORTEST_STEP);
    if (!(improved.lackOfFit < current.lackOfFit)) break;
    const gain = current.lackOfFit - improved.lackOfFit;
    theta = next;
    current = improved;
    if (gain < CONVERGED * current.lackOfFit) break;
  }
  return { theta, lambda: current.lambda, lackOfFit: current.lackOfFit };
};
