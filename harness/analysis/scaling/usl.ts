import type { ScalingCell, ScalingData } from './data.ts';
import type { Law, LawFit, PlausibleCurve, Shape } from './law.ts';
import { fitSmooth, profileShape, type Theta } from './leastSquares.ts';
import {
  plausibleCurve,
  profileEnd,
  profileEstimate,
  spaced,
  toleratedLackOfFit,
} from './likelihood.ts';
import type { OpenEstimate } from './model.ts';
import { uslByPeak, uslLaw, uslPeak, uslStart } from './uslFit.ts';

const PARAMETERS = 3;

/** Under six different n the intervals mean nothing (four points: R² 0.999 and a peak from 5.8 to ∞). */
const MINIMUM_SCALES = 6;

const shapeOf =
  (alpha: number, beta: number): Shape =>
  (n) =>
    n / (1 + alpha * (n - 1) + beta * n * (n - 1));

const fit = (data: ScalingData): LawFit => {
  const { theta, lambda, lackOfFit } = fitSmooth(data, uslLaw, uslStart(data));
  return { theta, lambda, lackOfFit, shape: shapeOf(...theta) };
};

type Range = readonly [low: number, high: number];

const toleratedOf = (data: ScalingData, best: LawFit): number =>
  toleratedLackOfFit(data, best.lackOfFit, PARAMETERS);

const alphaRange = (data: ScalingData, best: LawFit): Range => {
  const [alpha = 0, beta = 0] = best.theta;
  const profile = (value: number): number =>
    fitSmooth(data, uslLaw, [value, beta], { held: [value, undefined] }).lackOfFit;
  const ends = (limit: number): number =>
    profileEnd(profile, alpha, limit, toleratedOf(data, best), Math.max(alpha * 0.05, 1e-3));
  return [ends(0), ends(1)];
};

/** β counts n², so its steps are taken against the largest n. */
const betaStep = (data: ScalingData, beta: number): number =>
  Math.max(beta * 0.05, 1e-3 / (data.cells.at(-1) as ScalingCell).n ** 2);

const betaRange = (data: ScalingData, best: LawFit): Range => {
  const [alpha = 0, beta = 0] = best.theta;
  const profile = (value: number): number =>
    fitSmooth(data, uslLaw, [alpha, value], { held: [undefined, value] }).lackOfFit;
  const ends = (limit: number): number =>
    profileEnd(profile, beta, limit, toleratedOf(data, best), betaStep(data, beta));
  return [ends(0), ends(Number.POSITIVE_INFINITY)];
};

const lambdaRange = (data: ScalingData, best: LawFit): Range => {
  const profile = (lambda: number): number =>
    fitSmooth(data, uslLaw, best.theta as Theta, { lambda }).lackOfFit;
  const ends = (limit: number): number =>
    profileEnd(profile, best.lambda, limit, toleratedOf(data, best), best.lambda * 0.005);
  return [ends(0), ends(Number.POSITIVE_INFINITY)];
};

/** N* from the profile over u = 1/N*²; where u = 0 stands, the peak may lie at infinity and is no number. */
const peakOf = (data: ScalingData, best: LawFit): OpenEstimate => {
  const [alpha = 0, beta = 0] = best.theta;
  const u = alpha < 1 ? Math.min(1, beta / (1 - alpha)) : 1;
  const profile = (value: number): number =>
    fitSmooth(data, uslByPeak, [alpha, value], { held: [undefined, value] }).lackOfFit;
  const ends = (limit: number): number =>
    profileEnd(profile, u, limit, toleratedOf(data, best), betaStep(data, u));
  const low = 1 / Math.sqrt(ends(1));
  const furthest = u > 0 ? ends(0) : 0;
  if (furthest <= 0) {
    return { value: null, reason: { kind: 'may-be-zero', parameter: 'beta' }, low };
  }
  return profileEstimate(data, uslPeak(alpha, beta), low, 1 / Math.sqrt(furthest));
};

/** A grid over the likelihood region: for each α the β that the data leave. */
const plausible = (data: ScalingData, best: LawFit): readonly PlausibleCurve[] => {
  const tolerated = toleratedOf(data, best) * (1 + 1e-9);
  const lackOf = (alpha: number, beta: number): number =>
    profileShape(data, shapeOf(alpha, beta)).lackOfFit;
  const region = spaced(...alphaRange(data, best), 25).flatMap((alpha) => {
    const held = fitSmooth(data, uslLaw, [alpha, best.theta[1] ?? 0], { held: [alpha, undefined] });
    const beta = held.theta[1];
    const end = (limit: number): number =>
      profileEnd((value) => lackOf(alpha, value), beta, limit, tolerated, betaStep(data, beta));
    if (held.lackOfFit > tolerated) return [];
    return spaced(end(0), end(Number.POSITIVE_INFINITY), 7).map((value) => [alpha, value] as const);
  });
  return [...region, best.theta as Theta]
    .map((theta) => plausibleCurve(data, theta, shapeOf(...theta), tolerated))
    .filter((curve) => curve !== null);
};

/** Height of the peak as a share of λ: N* / (1 + α(N*−1) + βN*(N*−1)), or 1/α where there is none. */
const heightOf = ([alpha = 0, beta = 0]: readonly number[]): number =>
  beta > 0 ? shapeOf(alpha, beta)(Math.max(1, uslPeak(alpha, beta))) : 1 / alpha;

const ceilingOf = (
  data: ScalingData,
  best: LawFit,
  curves: readonly PlausibleCurve[],
  peak: OpenEstimate,
): OpenEstimate => {
  const low = Math.min(...curves.map(({ theta, lambdaLow }) => lambdaLow * heightOf(theta)));
  if (peak.value === null) return { value: null, reason: peak.reason, low };
  const high = Math.max(...curves.map(({ theta, lambdaHigh }) => lambdaHigh * heightOf(theta)));
  return profileEstimate(data, best.lambda * heightOf(best.theta), low, high);
};

/** Gunther's Universal Scalability Law. */
export const usl: Law = {
  name: 'usl',
  parameterCount: PARAMETERS,
  minimumScales: MINIMUM_SCALES,
  fit,
  plausible,
  describe: (data, best, curves) => {
    const [alpha = 0, beta = 0] = best.theta;
    const peak = peakOf(data, best);
    return {
      name: 'usl',
      parameters: {
        lambda: profileEstimate(data, best.lambda, ...lambdaRange(data, best)),
        alpha: profileEstimate(data, alpha, ...alphaRange(data, best)),
        beta: profileEstimate(data, beta, ...betaRange(data, best)),
      },
      peak,
      peakExtrapolated: peak.value !== null && peak.value > (data.cells.at(-1) as ScalingCell).n,
      ceilingPerSecond: ceilingOf(data, best, curves, peak),
    };
  },
};
