import { describe, expect, it } from 'vitest';
import { amdahl } from './amdahl.ts';
import { bottleneck } from './bottleneck.ts';
import { type ScalingPoint, scalingData } from './data.ts';
import type { Law } from './law.ts';
import { kneeOfLaw, kneeOfShape, wholeNodes } from './lawKnee.ts';
import { neverFalling } from './monotone.ts';
import { kneeOfPoints } from './pointsKnee.ts';

/** Three trials at each n, 1 % apart. */
const around = (heights: Readonly<Record<number, number>>) =>
  Object.entries(heights).flatMap(([n, height]) =>
    [0.99, 1, 1.01].map((noise) => ({ n: Number(n), throughput: height * noise })),
  );

describe('kneeOfShape', () => {
  /** Of Amdahl's law f(n + 1) − f(n) = (1 − α) / ((1 + α(n − 1))(1 + αn)). */
  const amdahlKnee = (alpha: number): number => {
    const right = (1 - alpha) / 0.5;
    // α²n² + (2α − α²)n + 1 − α − right = 0
    const [a, b, c] = [alpha ** 2, 2 * alpha - alpha ** 2, 1 - alpha - right];
    return (-b + Math.sqrt(b * b - 4 * a * c)) / (2 * a);
  };
  const shapeOf = (alpha: number) => (n: number) => n / (1 + alpha * (n - 1));

  it.each([0.03, 0.1, 0.4])('is where the algebra says, α = %s', (alpha) => {
    expect(kneeOfShape(shapeOf(alpha), 1)).toBeCloseTo(amdahlKnee(alpha), 6);
  });

  it('is where the next node brings half of the first', () => {
    // min(n, 5): the gain of node n + 1 is 5 − n.
    expect(kneeOfShape((n) => Math.min(n, 5), 1)).toBeCloseTo(4.5, 6);
  });

  it('is 0 where not even a first node brings its share, and Infinity where all do', () => {
    expect(kneeOfShape(() => 1, 1)).toBe(0);
    expect(kneeOfShape((n) => n, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('measures against the worth of a node at the first n, where that is not 1', () => {
    expect(kneeOfShape((n) => Math.min(n, 7), 5)).toBeCloseTo(6.5, 6);
  });
});

describe('wholeNodes', () => {
  it('is the next whole n, from the first measured one on', () => {
    expect([0, 0.4, 1.9, 2 + 1e-9, 2.1].map((knee) => wholeNodes(knee, 1))).toEqual([
      1, 1, 2, 2, 3,
    ]);
    expect(wholeNodes(2.1, 4)).toBe(4);
  });
});

describe('kneeOfLaw', () => {
  const kneeBy = (law: Law, points: readonly ScalingPoint[]) => {
    const data = scalingData(points, 'relative');
    const fit = law.fit(data);
    return kneeOfLaw(points, fit, law.plausible(data, fit));
  };

  it('is a real number with its interval, and the whole n to stop at', () => {
    const { knee, stopAtNodes } = kneeBy(
      bottleneck,
      around({ 1: 300, 2: 600, 3: 720, 4: 722, 6: 718, 8: 720 }),
    );
    // min(n, 2.4): node n + 1 brings 2.4 − n.
    expect(knee.value).toBeCloseTo(1.9, 2);
    expect(knee).toMatchObject({ low: expect.closeTo(1.88, 1), high: expect.closeTo(1.92, 1) });
    expect(stopAtNodes).toBe(2);
  });

  it('names no n to stop at where no further one was measured', () => {
    const points = around({ 1: 300, 2: 595, 3: 880, 4: 1150, 6: 1680, 8: 2170 });
    const { knee, stopAtNodes } = kneeBy(amdahl, points);
    expect(knee.value).toBeGreaterThan(8);
    expect(stopAtNodes).toBeNull();
  });

  it('is none where every node pays', () => {
    const points = around({ 1: 300, 2: 600, 3: 900, 4: 1200, 6: 1800, 8: 2400 });
    expect(kneeBy(bottleneck, points)).toMatchObject({
      knee: { value: null, reason: { kind: 'still-pays', scale: 8 }, low: expect.any(Number) },
      stopAtNodes: null,
    });
  });
});

describe('kneeOfPoints', () => {
  it('finds the knee of points that no law describes between its neighbours', () => {
    const points = around({ 1: 300, 2: 780, 3: 740, 4: 700, 6: 710, 8: 790 });
    expect(kneeOfPoints(points)).toMatchObject({
      knee: { value: 2, low: 1, high: 2 },
      stopAtNodes: 2,
      kneeBasis: 'points',
    });
  });

  it('leaves room for all whole n of a step that was not measured', () => {
    const points = around({ 1: 300, 2: 600, 4: 1200, 8: 1300 });
    expect(kneeOfPoints(points)).toMatchObject({
      knee: { value: 4, low: 2, high: 7 },
      stopAtNodes: 4,
    });
  });

  it('has no interval where nothing was repeated', () => {
    const once = [1, 2, 4].map((n) => ({ n, throughput: Math.min(n, 2) }));
    expect(kneeOfPoints(once)).toMatchObject({
      knee: { value: 2, low: null, high: null },
      stopAtNodes: 2,
    });
  });

  it('is none where every step pays', () => {
    expect(kneeOfPoints(around({ 1: 300, 2: 600, 3: 900 }))).toEqual({
      knee: { value: null, reason: { kind: 'still-pays', scale: 3 }, low: 2 },
      stopAtNodes: null,
      kneeBasis: 'points',
    });
  });
});

describe('neverFalling', () => {
  it('pools what falls', () => {
    const points = [1, 3, 2, 4].map((height, i) => ({ n: i + 1, height, weight: 1 }));
    expect(neverFalling(points)).toEqual([1, 2.5, 2.5, 4]);
  });
});
