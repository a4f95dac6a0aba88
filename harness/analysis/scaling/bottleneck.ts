import { fitBottleneck } from './bottleneckFit.ts';
import type { ScalingCell, ScalingData } from './data.ts';
import type { Law, LawFit, PlausibleCurve, Shape } from './law.ts';
import {
  plausibleCurve,
  profileEnd,
  profileEstimate,
  spaced,
  toleratedLackOfFit,
} from './likelihood.ts';
import type { OpenEstimate } from './model.ts';

const PARAMETERS = 2;

const shapeOf =
  (wall: number): Shape =>
  (n) =>
    Math.min(n, wall);

const fit = (data: ScalingData): LawFit => {
  const { wall, lambda, lackOfFit } = fitBottleneck(data);
  return { theta: [wall], lambda, lackOfFit, shape: shapeOf(wall) };
};

/** Behind the last n every wall is the same straight line: the profile is flat to infinity. */
const wallRange = (data: ScalingData, best: LawFit): readonly [number, number] => {
  const tolerated = toleratedLackOfFit(data, best.lackOfFit, PARAMETERS);
  const first = (data.cells[0] as ScalingCell).n;
  const last = (data.cells.at(-1) as ScalingCell).n;
  const wall = Math.min(best.theta[0] as number, last);
  const profile = (value: number): number => fitBottleneck(data, { wall: value }).lackOfFit;
  const high = profileEnd(profile, wall, last, tolerated, 0.05);
  return [
    profileEnd(profile, wall, first, tolerated, 0.05),
    high >= last ? Number.POSITIVE_INFINITY : high,
  ];
};

const plausible = (data: ScalingData, best: LawFit): readonly PlausibleCurve[] => {
  const tolerated = toleratedLackOfFit(data, best.lackOfFit, PARAMETERS) * (1 + 1e-9);
  const [low, high] = wallRange(data, best);
  const last = (data.cells.at(-1) as ScalingCell).n;
  const walls = [...spaced(low, Math.min(high, last), 41), best.theta[0] as number];
  return (high === Number.POSITIVE_INFINITY ? [...walls, high] : walls)
    .map((wall) => plausibleCurve(data, [wall], shapeOf(wall), tolerated))
    .filter((curve) => curve !== null);
};

const xMaxOf = (data: ScalingData, best: LawFit): OpenEstimate => {
  const tolerated = toleratedLackOfFit(data, best.lackOfFit, PARAMETERS);
  const last = (data.cells.at(-1) as ScalingCell).n;
  const [wall] = best.theta as readonly [number];
  const xMax = best.lambda * Math.min(wall, last);
  const profile = (value: number): number => fitBottleneck(data, { xMax: value }).lackOfFit;
  const low = profileEnd(profile, xMax, 0, tolerated, xMax * 0.01);
  if (wallRange(data, best)[1] === Number.POSITIVE_INFINITY) {
    return { value: null, reason: { kind: 'still-rising', scale: last }, low };
  }
  const high = profileEnd(profile, xMax, Number.POSITIVE_INFINITY, tolerated, xMax * 0.01);
  return profileEstimate(data, xMax, low, high);
};

export const bottleneck: Law = {
  name: 'bottleneck',
  parameterCount: PARAMETERS,
  minimumScales: 4,
  fit,
  plausible,
  describe: (data, best, curves) => {
    const xMax = xMaxOf(data, best);
    return {
      name: 'bottleneck',
      parameters: {
        lambda: profileEstimate(
          data,
          best.lambda,
          Math.min(...curves.map((curve) => curve.lambdaLow)),
          Math.max(...curves.map((curve) => curve.lambdaHigh)),
        ),
        xMax,
      },
      peak: { value: null, reason: { kind: 'law-without-peak', law: 'bottleneck' } },
      peakExtrapolated: false,
      ceilingPerSecond: xMax,
    };
  },
};
