import { type ScalingData, throughputOfY } from './data.ts';
import type { Law, LawFit, PlausibleCurve, Shape } from './law.ts';
import { fitSmooth, profileShape } from './leastSquares.ts';
import {
  plausibleCurve,
  profileEnd,
  profileEstimate,
  spaced,
  toleratedLackOfFit,
} from './likelihood.ts';
import type { OpenEstimate } from './model.ts';
import { uslLaw } from './uslFit.ts';

const PARAMETERS = 2;

const shapeOf =
  (alpha: number): Shape =>
  (n) =>
    n / (1 + alpha * (n - 1));

/** From the first and the last cell alone: X₂/X₁ = (n₂/n₁)(1 + α(n₁−1)) / (1 + α(n₂−1)). */
const start = (data: ScalingData): number => {
  const first = data.cells[0];
  const last = data.cells.at(-1);
  if (!first || !last) return 0;
  const ratio =
    (throughputOfY(data, last.meanY) / throughputOfY(data, first.meanY)) * (first.n / last.n);
  const alpha = (1 - ratio) / (ratio * (last.n - 1) - (first.n - 1));
  return Number.isFinite(alpha) ? Math.min(1, Math.max(0, alpha)) : 0.1;
};

const fit = (data: ScalingData): LawFit => {
  const { theta, lambda, lackOfFit } = fitSmooth(data, uslLaw, [start(data), 0], {
    held: [undefined, 0],
  });
  return { theta: [theta[0]], lambda, lackOfFit, shape: shapeOf(theta[0]) };
};

/** Ends of α's profile: with α the only parameter beside λ, holding it leaves nothing to fit. */
const alphaRange = (data: ScalingData, { theta, lackOfFit }: LawFit): readonly [number, number] => {
  const alpha = theta[0] as number;
  const tolerated = toleratedLackOfFit(data, lackOfFit, PARAMETERS);
  const profile = (value: number): number => profileShape(data, shapeOf(value)).lackOfFit;
  const scale = Math.max(alpha * 0.05, 1e-4);
  return [
    profileEnd(profile, alpha, 0, tolerated, scale),
    profileEnd(profile, alpha, 1, tolerated, scale),
  ];
};

const plausible = (data: ScalingData, best: LawFit): readonly PlausibleCurve[] => {
  const tolerated = toleratedLackOfFit(data, best.lackOfFit, PARAMETERS) * (1 + 1e-9);
  return [...spaced(...alphaRange(data, best), 41), best.theta[0] as number]
    .map((alpha) => plausibleCurve(data, [alpha], shapeOf(alpha), tolerated))
    .filter((curve) => curve !== null);
};

/** lim X(n) = λ/α. */
const ceilingOf = (
  data: ScalingData,
  best: LawFit,
  curves: readonly PlausibleCurve[],
): OpenEstimate => {
  const ends = curves.map(({ theta: [alpha = 0], lambdaLow, lambdaHigh }) => ({
    low: lambdaLow / alpha,
    high: lambdaHigh / alpha,
  }));
  const low = Math.min(...ends.map((end) => end.low));
  const high = Math.max(...ends.map((end) => end.high));
  if (high === Number.POSITIVE_INFINITY) {
    return { value: null, reason: { kind: 'may-be-zero', parameter: 'alpha' }, low };
  }
  return profileEstimate(data, best.lambda / (best.theta[0] as number), low, high);
};

export const amdahl: Law = {
  name: 'amdahl',
  parameterCount: PARAMETERS,
  minimumScales: 4,
  fit,
  plausible,
  describe: (data, best, curves) => {
    const [low, high] = alphaRange(data, best);
    return {
      name: 'amdahl',
      parameters: {
        lambda: profileEstimate(
          data,
          best.lambda,
          Math.min(...curves.map((curve) => curve.lambdaLow)),
          Math.max(...curves.map((curve) => curve.lambdaHigh)),
        ),
        alpha: profileEstimate(data, best.theta[0] as number, low, high),
      },
      peak: { value: null, reason: { kind: 'law-without-peak', law: 'amdahl' } },
      peakExtrapolated: false,
      ceilingPerSecond: ceilingOf(data, best, curves),
    };
  },
};
