import { describe, expect, it } from 'vitest';
import {
  PLANTED_CURVES,
  type PlantedCurve,
  plantedTrials,
  SCALES,
} from '../fixtures/plantedCurves.ts';
import { amdahl } from './amdahl.ts';
import { bottleneck } from './bottleneck.ts';
import { scalingData } from './data.ts';
import { drawnLaw, type FittedPoint } from './drawnLaw.ts';
import type { Law } from './law.ts';
import { usl } from './usl.ts';

const RUNS = 400;

const drawn = (curve: PlantedCurve, law: Law, seed: number): readonly FittedPoint[] => {
  const data = scalingData(plantedTrials(curve, seed), 'relative');
  const fit = law.fit(data);
  return drawnLaw({ fit, curves: law.plausible(data, fit) }, SCALES);
};

const nearest = (points: readonly FittedPoint[], scale: number): FittedPoint =>
  points.reduce((best, point) =>
    Math.abs(point.scale - scale) < Math.abs(best.scale - scale) ? point : best,
  );

const curveNamed = (name: string): PlantedCurve => {
  const curve = PLANTED_CURVES.find((candidate) => candidate.name === name);
  if (!curve) throw new Error(`no planted curve is called ${name}`);
  return curve;
};

describe('the band of a drawn law, over 400 runs at 3 % noise', () => {
  it.each([
    ['usl α 0.05 β 0.01', usl],
    ['amdahl α 0.1', amdahl],
    ['bottleneck wall at 3.5', bottleneck],
  ])('%s: holds the true height at each measured scale in 92 to 99 of 100', (name, law) => {
    const curve = curveNamed(name);
    const runs = Array.from({ length: RUNS }, (_, run) => drawn(curve, law, run * 7919 + 1));
    for (const scale of SCALES) {
      const held = runs.filter((points) => {
        const { scale: at, low, high } = nearest(points, scale);
        const truth = curve.throughput(at);
        return low !== null && high !== null && low <= truth && truth <= high;
      });
      expect(held.length / RUNS, `at ${scale}`).toBeGreaterThanOrEqual(0.92);
      expect(held.length / RUNS, `at ${scale}`).toBeLessThanOrEqual(0.99);
    }
  });

  it('marks what lies beyond the last measured scale, where it is wider', () => {
    const points = drawn(curveNamed('usl α 0.1 β 0.005'), usl, 1);
    const width = ({ low, high }: FittedPoint): number => (high ?? Infinity) - (low ?? 0);
    const last = points.findLast((point) => !point.extrapolated);
    const end = points.at(-1);
    if (!last || !end) throw new Error('nothing was drawn');
    expect(last.scale).toBe(8);
    expect(end).toMatchObject({ scale: 10, extrapolated: true });
    expect(width(end)).toBeGreaterThan(width(last));
  });

  it('is not there without a law', () => {
    expect(drawnLaw({ fit: null, curves: [] }, SCALES)).toEqual([]);
  });
});
