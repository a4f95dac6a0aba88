import { describe, expect, it } from 'vitest';
import { seededRandom } from '../model/random.ts';
import { evenSchedule, poissonSchedule, type Schedule } from './schedule.ts';

const first = (schedule: Schedule, count: number): readonly number[] =>
  Array.from({ length: count }, () => schedule());

/** Of 200 requests a second, in ms. */
const poissonGaps = (seed: number): readonly number[] => {
  const due = first(poissonSchedule(200, seededRandom(seed)), 100_000);
  return due.map((dueMs, index) => dueMs - (due[index - 1] ?? 0));
};

describe('the even schedule', () => {
  it('has equal gaps and does not drift', () => {
    const due = first(evenSchedule(300), 300_001);
    expect(due.slice(0, 3)).toEqual([0, 1_000 / 300, 2_000 / 300]);
    expect(due.at(-1)).toBe(1_000_000);
  });
});

describe('the Poisson schedule', () => {
  it('has exponential gaps: mean and standard deviation are 1 / rate', () => {
    const all = poissonGaps(1);
    const mean = all.reduce((sum, gap) => sum + gap, 0) / all.length;
    const variance = all.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / all.length;
    expect(mean).toBeGreaterThan(5 * 0.99);
    expect(mean).toBeLessThan(5 * 1.01);
    expect(Math.sqrt(variance) / mean).toBeCloseTo(1, 1);
    expect(all.every((gap) => gap >= 0)).toBe(true);
    // P(gap > mean) = 1/e.
    expect(all.filter((gap) => gap > 5).length / all.length).toBeCloseTo(Math.exp(-1), 2);
  });

  it('is the same for the same seed', () => {
    expect(poissonGaps(7).slice(0, 100)).toEqual(poissonGaps(7).slice(0, 100));
    expect(poissonGaps(7).slice(0, 100)).not.toEqual(poissonGaps(8).slice(0, 100));
  });
});
