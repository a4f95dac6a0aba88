import { describe, expect, it } from 'vitest';
import { profileExperiment } from '../experiment/read.ts';
import type { LoadBins } from '../model/load.ts';
import { seededNormal } from './simulation.ts';
import { steadyState } from './steadyState.ts';

/** 100 bins of 100 ms: 70 requests and 50 ms times a shape, with 8 % noise a bin. */
const bins = (seed: number, shape: (bin: number) => number, count = 100): LoadBins => {
  const normal = seededNormal(seed);
  const noisy = (level: number): number => level * (1 + 0.08 * normal());
  return {
    binMs: 100,
    completed: Array.from({ length: count }, (_, bin) => noisy(70 * shape(bin))),
    medianMicros: Array.from({ length: count }, (_, bin) => noisy(50_000 / shape(bin))),
  };
};

const seeds = Array.from({ length: 200 }, (_, seed) => seed);
const settledOf = (shape: (bin: number) => number): number =>
  seeds.filter((seed) => steadyState(bins(seed, shape)).status === 'settled').length;

describe.each(['standard', 'full'] as const)('a trial of the profile %s', (profile) => {
  it('is long enough to tell a steady state', () => {
    const { measureSeconds } = profileExperiment(profile).timing;
    expect(steadyState(bins(1, () => 1, measureSeconds * 10)).status).not.toBe('unknown');
  });
});

describe('steadyState', () => {
  it('calls a steady series settled, but for some 1 % by chance', () => {
    expect(settledOf(() => 1)).toBeGreaterThanOrEqual(190);
  });

  it('leaves a steady series whole, however noisy', () => {
    const whole = seeds.filter((seed) => {
      const state = steadyState(bins(seed, () => 1));
      return state.status === 'settled' && state.cutBins === 0;
    });
    expect(whole.length).toBeGreaterThan(0.95 * seeds.length);
  });

  it('cuts a warm-up off, and little more', () => {
    const cuts = seeds
      .map((seed) => steadyState(bins(seed, (bin) => (bin < 20 ? 0.5 : 1))))
      .filter((state) => state.status === 'settled')
      .map((state) => state.cutBins);
    expect(cuts.length).toBeGreaterThanOrEqual(185);
    expect(Math.min(...cuts)).toBeGreaterThanOrEqual(20);
    expect(cuts.reduce((sum, cut) => sum + cut, 0) / cuts.length).toBeLessThan(35);
  });

  it('labels a series that never settles', () => {
    expect(settledOf((bin) => 1 + bin / 100)).toBe(0);
  });

  it('labels a window with batches that had no answer at all', () => {
    const series = bins(1, () => 1);
    const stalled = {
      ...series,
      medianMicros: series.medianMicros.map((value, bin) => (bin < 90 ? value : null)),
    };
    expect(steadyState(stalled).status).toBe('unsettled');
  });

  it('knows nothing of too few batches', () => {
    expect(steadyState(bins(1, () => 1, 39)).status).toBe('unknown');
  });
});
