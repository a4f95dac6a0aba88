/** Quantiles and tail probabilities of Student's t, the F and the χ² distribution. */

/** Lanczos approximation (g = 7, n = 9): ln Γ(x) for x > 0 to about 1e-15. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
] as const;

const logGamma = (x: number): number => {
  const z = x - 1;
  const t = z + 7.5;
  const series = LANCZOS.slice(1).reduce<number>((sum, c, i) => sum + c / (z + i + 1), LANCZOS[0]);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
};

/** Continued fraction of the incomplete beta function, modified Lentz (Press et al., Numerical Recipes §6.4). */
const betaFraction = (x: number, a: number, b: number): number => {
  const tiny = 1e-300;
  const guarded = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
};

/** I_x(a, b), the regularised incomplete beta function, 0 ≤ x ≤ 1. */
const regularisedBeta = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
};

/** P(T > t) of Student's t for t ≥ 0. */
const tUpperTail = (t: number, df: number): number =>
  0.5 * regularisedBeta(df / (df + t * t), df / 2, 0.5);

/** P(F > f) with `df1` over `df2` degrees of freedom. */
export const fUpperTail = (f: number, df1: number, df2: number): number =>
  f <= 0 ? 1 : regularisedBeta(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);

/** P(X > x) of χ² for x > 0: 1 − the series of the incomplete gamma function (Press et al., Numerical Recipes §6.2). */
const chiSquareUpperTail = (x: number, df: number): number => {
  const [a, half] = [df / 2, x / 2];
  let term = 1 / a;
  let series = term;
  for (let n = 1; term > series * 1e-15; n++) {
    term *= half / (a + n);
    series += term;
  }
  return 1 - series * Math.exp(a * Math.log(half) - half - logGamma(a));
};

const quantileCache = new Map<string, number>();

/** The x ≥ 0 that a falling `upperTail` leaves `tail` above, by bisection: slow and exact, so remembered. */
const quantileOf = (
  name: string,
  upperTail: (x: number, df: number) => number,
  tail: number,
  df: number,
): number => {
  const key = `${name}/${tail}/${df}`;
  const known = quantileCache.get(key);
  if (known !== undefined) return known;
  let high = 1;
  while (upperTail(high, df) > tail) high *= 2;
  let low = 0;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (upperTail(middle, df) > tail) low = middle;
    else high = middle;
  }
  const quantile = (low + high) / 2;
  quantileCache.set(key, quantile);
  return quantile;
};

/** The t for which P(T ≤ t) = `probability`, 0.5 ≤ probability < 1. */
export const tQuantile = (probability: number, df: number): number =>
  quantileOf('t', tUpperTail, 1 - probability, df);

/** The x for which P(X ≤ x) = `probability`, 0 < probability < 1. */
export const chiSquareQuantile = (probability: number, df: number): number =>
  quantileOf('chi-square', chiSquareUpperTail, 1 - probability, df);
