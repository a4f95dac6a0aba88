import type { ScalingData } from './data.ts';
import { throughputOfY } from './data.ts';
import type { SmoothLaw } from './leastSquares.ts';

/**
 * Gunther's Universal Scalability Law, X(n) = λn / (1 + α(n−1) + βn(n−1)); θ = [α, β].
 * With β held at 0 it is Amdahl's.
 */
export const uslLaw: SmoothLaw = {
  upper: [1, Number.POSITIVE_INFINITY],
  denominator: (n, alpha, beta) => 1 + alpha * (n - 1) + beta * n * (n - 1),
  slopes: [(n) => n - 1, (n) => n * (n - 1)],
};

/**
 * The same law by its peak: θ = [α, u], u = 1 / N*² = β / (1 − α). u = 0 is a law without a peak,
 * so that a profile over u reaches infinity in a finite number of steps.
 */
export const uslByPeak: SmoothLaw = {
  upper: [1, 1],
  denominator: (n, alpha, u) => 1 + alpha * (n - 1) + (1 - alpha) * u * n * (n - 1),
  slopes: [(n, _alpha, u) => (n - 1) * (1 - u * n), (n, alpha) => (1 - alpha) * n * (n - 1)],
};

/** N* = √((1 − α) / β), where more nodes begin to cost throughput; Infinity at β = 0. */
export const uslPeak = (alpha: number, beta: number): number =>
  beta > 0 ? Math.sqrt((1 - alpha) / beta) : Number.POSITIVE_INFINITY;

const determinant3 = (
  [a, b, c]: readonly [number, number, number],
  [d, e, f]: readonly [number, number, number],
  [g, h, i]: readonly [number, number, number],
): number => a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);

/**
 * A start in closed form: n/X = (1 + α(n−1) + βn(n−1)) / λ is linear in 1/λ, α/λ, β/λ;
 * weighted by (X/n)² its residuals are relative errors. Cramer's rule on the 3 × 3 normal equations.
 * @returns [α, β] inside the bounds
 */
export const uslStart = (data: ScalingData): readonly [number, number] => {
  // Sums over cells of weight · p(n), p the six products of (1, n−1, n(n−1)), and of weight · y · (…).
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s11 = 0;
  let s12 = 0;
  let s22 = 0;
  let t0 = 0;
  let t1 = 0;
  let t2 = 0;
  for (const { n, count, meanY } of data.cells) {
    const perNode = throughputOfY(data, meanY) / n;
    const weight = count * perNode * perNode;
    const first = n - 1;
    const second = n * (n - 1);
    s00 += weight;
    s01 += weight * first;
    s02 += weight * second;
    s11 += weight * first * first;
    s12 += weight * first * second;
    s22 += weight * second * second;
    const target = weight / perNode;
    t0 += target;
    t1 += target * first;
    t2 += target * second;
  }
  const inverseLambda = determinant3([t0, s01, s02], [t1, s11, s12], [t2, s12, s22]);
  const alpha = determinant3([s00, t0, s02], [s01, t1, s12], [s02, t2, s22]) / inverseLambda;
  const beta = determinant3([s00, s01, t0], [s01, s11, t1], [s02, s12, t2]) / inverseLambda;
  return Number.isFinite(alpha) && Number.isFinite(beta)
    ? [Math.min(1, Math.max(0, alpha)), Math.max(0, beta)]
    : [0.1, 0];
};
