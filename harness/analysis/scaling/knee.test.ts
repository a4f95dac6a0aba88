import { describe, expect, it } from 'vitest';
import { bottleneck } from './bottleneck.ts';
import { scalingData } from './data.ts';
import { kneeCrossing, kneeOfLaw, kneeOfPoints } from './knee.ts';
import { neverFalling } from './monotone.ts';

/** Three trials at each n, 1 % apart. */
const around = (heights: Readonly<Record<number, number>>) =>
  Object.entries(heights).flatMap(([n, height]) =>
    [0.99, 1, 1.01].map((noise) => ({ n: Number(n), throughput: height * noise })),
  );

describe('kneeCrossing', () => {
  it('is where the next node brings half of the first', () => {
    // min(n, 5): the gain of node n + 1 is 5 − n.
    expect(kneeCrossing((n) => Math.min(n, 5), 1, 8, 0.5)).toBeCloseTo(4.5, 4);
  });

  it('is beyond a range whose last node still pays', () => {
    expect(kneeCrossing((n) => n, 1, 8, 0.5)).toBe(Number.POSITIVE_INFINITY);
  });

  it('measures against the worth of a node at the first n, where that is not 1', () => {
    expect(kneeCrossing((n) => Math.min(n, 7), 5, 12, 0.5)).toBeCloseTo(6.5, 4);
  });
});

describe('kneeOfLaw', () => {
  it('is told at whole n with its interval', () => {
    const points = around({ 1: 300, 2: 600, 3: 720, 4: 722, 6: 718, 8: 720 });
    const data = scalingData(points, 'relative');
    const fit = bottleneck.fit(data);
    expect(kneeOfLaw(points, fit, bottleneck.plausible(data, fit))).toMatchObject({
      value: 2,
      low: 2,
      high: 2,
    });
  });

  it('says nothing beyond the measured range', () => {
    const points = around({ 1: 300, 2: 600, 3: 900, 4: 1200, 6: 1800, 8: 2400 });
    const data = scalingData(points, 'relative');
    const fit = bottleneck.fit(data);
    const knee = kneeOfLaw(points, fit, bottleneck.plausible(data, fit));
    expect(knee.value).toBeNull();
    expect(knee).toMatchObject({ reason: 'none up to 8: the next node still pays' });
  });
});

describe('kneeOfPoints', () => {
  it('finds the bend of points that no law describes', () => {
    expect(kneeOfPoints(around({ 1: 300, 2: 780, 3: 740, 4: 700, 6: 710, 8: 790 }))).toMatchObject({
      value: 2,
      low: 2,
      high: 2,
    });
  });

  it('has no interval where nothing was repeated', () => {
    const once = [1, 2, 4].map((n) => ({ n, throughput: Math.min(n, 2) }));
    expect(kneeOfPoints(once)).toMatchObject({ value: 2, low: null, high: null });
  });
});

describe('neverFalling', () => {
  it('pools what falls', () => {
    const points = [1, 3, 2, 4].map((height, i) => ({ n: i + 1, height, weight: 1 }));
    expect(neverFalling(points)).toEqual([1, 2.5, 2.5, 4]);
  });
});
