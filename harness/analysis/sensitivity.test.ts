import { describe, expect, it } from 'vitest';
import { pooledSpread, relativeInterval } from './interval.ts';
import { gradeOfRatio, ratioOf } from './ratio.ts';
import { smallestDetectable } from './sensitivity.ts';
import { seededNormal } from './simulation.ts';

const NOISE = 0.04;
const TRIALS = 5;
const CELLS = 6;
const RUNS = 1000;

const effectAt = (noise: number, df: number) =>
  smallestDetectable({ variance: noise ** 2, df }, TRIALS);

/** Share of runs that call a cell `effect` slower than its twin different, by their intervals. */
const found = (effectOf: (detectable: number) => number): number => {
  const normal = seededNormal(3);
  let different = 0;
  for (let run = 0; run < RUNS; run++) {
    const cells = Array.from({ length: CELLS }, () =>
      Array.from({ length: TRIALS }, () => 100 * Math.exp(NOISE * normal())),
    );
    const spread = pooledSpread(cells);
    const detectable = effectAt(NOISE, spread.df)?.value ?? 0;
    const [first = [], second = []] = cells;
    const slower = second.map((value) => value / (1 + effectOf(detectable)));
    const ratio = ratioOf(relativeInterval(first, spread), relativeInterval(slower, spread));
    if (gradeOfRatio(ratio) !== 'indistinguishable') different += 1;
  }
  return different / RUNS;
};

describe('smallestDetectable', () => {
  it('is found in about 80 % of runs, and 1.5 times of it in 9 of 10', () => {
    expect(found((detectable) => detectable)).toBeGreaterThan(0.76);
    expect(found((detectable) => detectable)).toBeLessThan(0.86);
    expect(found((detectable) => 1.5 * detectable)).toBeGreaterThan(0.95);
  });

  it('shows no difference where there is none, but in the 5 % of its level', () => {
    const wrong = found(() => 0);
    expect(wrong).toBeGreaterThan(0.03);
    expect(wrong).toBeLessThan(0.07);
  });

  it('has an interval that holds what the true noise makes detectable in 95 % of runs', () => {
    const normal = seededNormal(5);
    const held = Array.from({ length: RUNS }, () => {
      const { variance, df } = pooledSpread([
        Array.from({ length: TRIALS }, () => Math.exp(NOISE * normal())),
      ]);
      const stated = effectAt(Math.sqrt(variance), df);
      const trueEffect = effectAt(NOISE, df)?.value ?? 0;
      return (stated?.low ?? 0) <= trueEffect && trueEffect <= (stated?.high ?? 0);
    }).filter(Boolean).length;
    expect(held / RUNS).toBeGreaterThan(0.93);
    expect(held / RUNS).toBeLessThan(0.97);
  });

  it('says no more than a doubling: one pair of trials knows next to nothing of its noise', () => {
    expect(effectAt(NOISE, 1)).toMatchObject({ high: null, highUnbounded: true });
  });

  it('is unknown where nothing was repeated', () => {
    expect(smallestDetectable({ variance: 0, df: 0 }, 1)).toBeNull();
  });
});
