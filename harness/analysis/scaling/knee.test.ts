import { describe, expect, it } from 'vitest';
import { amdahl } from './amdahl.ts';
import { bendOf, bendOfLaw } from './bend.ts';
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
    expect(knee).toMatchObject({ reason: { kind: 'still-pays', scale: 8 } });
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

describe('bendOf', () => {
  /** Of Amdahl's law f(n + 1) − f(n) = (1 − α) / ((1 + α(n − 1))(1 + αn)). */
  const amdahlBend = (alpha: number): number => {
    const right = (1 - alpha) / 0.5;
    // α²n² + (2α − α²)n + 1 − α − right = 0
    const [a, b, c] = [alpha ** 2, 2 * alpha - alpha ** 2, 1 - alpha - right];
    return (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
  };
  const shapeOf = (alpha: number) => (n: number) => n / (1 + alpha * (n - 1));

  it.each([0.03, 0.1, 0.4])('is where the algebra says, α = %s', (alpha) => {
    expect(bendOf(shapeOf(alpha), 1, 0.5)).toBeCloseTo(amdahlBend(alpha), 6);
  });

  it('is 0 where not even a first node brings its share, and Infinity where all do', () => {
    expect(bendOf(() => 1, 1, 0.5)).toBe(0);
    expect(bendOf((n) => n, 1, 0.5)).toBe(Number.POSITIVE_INFINITY);
  });

  it('lies under the whole knee by less than a node', () => {
    const points = around({ 1: 300, 2: 560, 3: 780, 4: 970, 6: 1280, 8: 1520 });
    const data = scalingData(points, 'relative');
    const fit = amdahl.fit(data);
    const curves = amdahl.plausible(data, fit);
    const { bend, bendExtrapolated } = bendOfLaw(points, fit, curves);
    const knee = kneeOfLaw(points, fit, curves);
    expect(Math.ceil(bend.value ?? 0)).toBe(knee.value);
    expect(bendExtrapolated).toBe(false);
    expect(bend).toMatchObject({ low: expect.any(Number), high: expect.any(Number) });
  });

  it('is said to be extrapolated where no such N was measured', () => {
    const points = around({ 1: 300, 2: 595, 3: 880, 4: 1150, 6: 1680, 8: 2170 });
    const data = scalingData(points, 'relative');
    const fit = amdahl.fit(data);
    const found = bendOfLaw(points, fit, amdahl.plausible(data, fit));
    expect(found.bend.value).toBeGreaterThan(8);
    expect(found.bendExtrapolated).toBe(true);
  });
});
