import { describe, expect, it } from 'vitest';
import {
  holds,
  PLANTED_CURVES,
  type PlantedCurve,
  plantedTrials,
  scoreCurve,
} from '../fixtures/plantedCurves.ts';
import { scalingData } from './data.ts';
import { usl } from './usl.ts';

const RUNS = 500;

/** Share of seeded runs whose intervals hold the planted α, β and peak. */
const coverage = (curve: PlantedCurve): readonly number[] => {
  const { alpha = 0, beta = 0 } = curve.usl ?? {};
  const peak = beta > 0 ? Math.sqrt((1 - alpha) / beta) : Number.POSITIVE_INFINITY;
  const held = [0, 0, 0];
  for (let run = 0; run < RUNS; run++) {
    const data = scalingData(plantedTrials(curve, run * 7919 + 1), 'relative');
    const fitted = usl.describe(data, usl.fit(data), []);
    [
      holds(fitted.parameters.alpha, alpha),
      holds(fitted.parameters.beta, beta),
      holds(fitted.peak, peak),
    ].forEach((hit, i) => {
      held[i] = (held[i] ?? 0) + Number(hit);
    });
  }
  return held.map((count) => count / RUNS);
};

const curveNamed = (name: string): PlantedCurve => {
  const curve = PLANTED_CURVES.find((candidate) => candidate.name === name);
  if (!curve) throw new Error(`no planted curve is called ${name}`);
  return curve;
};

describe('95 % intervals of α, β and the peak, over 500 runs at 3 % noise', () => {
  it.each(['usl α 0.05 β 0.01', 'usl α 0.05 β 0.002'])(
    '%s: hold the truth in 92 to 98 of 100',
    (name) => {
      for (const share of coverage(curveNamed(name))) {
        expect(share).toBeGreaterThanOrEqual(0.92);
        expect(share).toBeLessThanOrEqual(0.98);
      }
    },
  );

  it('amdahl α 0.1: hold the truth in 92 to 99 of 100, with β on its boundary', () => {
    for (const share of coverage(curveNamed('amdahl α 0.1'))) {
      expect(share).toBeGreaterThanOrEqual(0.92);
      expect(share).toBeLessThanOrEqual(0.99);
    }
  });
});

/** `scripts/bench-analysis.ts` does the same over 500 runs of every curve. */
const KNEE_RUNS = 200;

describe(`the 95 % interval of the knee, over ${KNEE_RUNS} runs at 3 % noise`, () => {
  it.each(['usl α 0.05 β 0.03', 'amdahl α 0.1', 'bottleneck wall at 3.5'])(
    '%s: holds the planted one in 92 to 98 of 100',
    (name) => {
      const { kneeHeld } = scoreCurve(curveNamed(name), KNEE_RUNS);
      expect(kneeHeld).toBeGreaterThanOrEqual(0.92);
      expect(kneeHeld).toBeLessThanOrEqual(0.98);
    },
  );
});
