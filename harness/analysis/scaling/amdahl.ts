import type { SmoothLaw } from './leastSquares.ts';

/** Amdahl's law, X(n) = λn / (1 + α(n−1)); θ = [α]. Its ceiling is λ / α. */
export const amdahl: SmoothLaw = {
  lower: [0],
  upper: [1],
  denominator: (n, [alpha = 0]) => 1 + alpha * (n - 1),
  gradient: (n) => [n - 1],
};
