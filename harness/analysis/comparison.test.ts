import { describe, expect, it } from 'vitest';
import type { Estimate } from '../model/estimate.ts';
import { compareAtEqualCpu } from './comparison.ts';
import { differenceOf, gradeOfRatio, ratioOf } from './ratio.ts';
import type { ScalingCurve } from './scalingCurve.ts';

/** ± 5 %. */
const around = (value: number): Estimate => ({
  value,
  low: value / 1.05,
  high: value * 1.05,
  confidence: 0.95,
  samples: 5,
});

/** A curve by what each budget carried: cores → requests/s. */
const curve = (
  topology: string,
  carried: readonly (readonly [number, number])[],
): ScalingCurve => ({
  topology,
  scenario: 'browse',
  points: carried.map(([cores, perSecond], i) => ({
    cellId: `${topology}-${i}`,
    scale: i + 1,
    appCpuCores: cores,
    provisionedCpuCores: cores,
    throughputPerSecond: around(perSecond),
    efficiency: around(1),
    efficiencyAboveOne: false,
    limiter: { resource: null, grade: 'unknown', reason: { kind: 'no-completed-trial' } },
    refusal: null,
  })),
  refusal: null,
  model: { chosen: null, reason: { kind: 'no-completed-trial' }, rivals: [], candidates: [] },
  fitted: [],
  idealPerNodePerSecond: null,
  knee: { value: null, reason: { kind: 'no-completed-trial' } },
  stopAtNodes: null,
  kneeBasis: null,
  kneeThreshold: 0.5,
  marginal: [],
});

describe('ratioOf', () => {
  it('adds the relative errors as squares', () => {
    const ratio = ratioOf(around(200), around(100));
    expect(ratio.value).toBe(2);
    expect(ratio).toMatchObject({
      high: expect.closeTo(2 * Math.exp(Math.SQRT2 * Math.log(1.05)), 9),
    });
  });

  it('is graded by whether its interval holds 1', () => {
    expect(gradeOfRatio(ratioOf(around(120), around(100)))).toBe('better');
    expect(gradeOfRatio(ratioOf(around(100), around(120)))).toBe('worse');
    expect(gradeOfRatio(ratioOf(around(103), around(100)))).toBe('indistinguishable');
    expect(gradeOfRatio(ratioOf({ ...around(200), low: null }, around(100)))).toBe('unknown');
  });

  it('passes on the reason why a side is missing', () => {
    expect(ratioOf({ value: null, reason: { kind: 'no-completed-trial' } }, around(1))).toEqual({
      value: null,
      reason: { kind: 'no-completed-trial' },
    });
    expect(
      differenceOf(around(1), { value: null, reason: { kind: 'no-completed-trial' } }).value,
    ).toBeNull();
  });
});

describe('compareAtEqualCpu', () => {
  it('interpolates inside both measured ranges only', () => {
    const { points } = compareAtEqualCpu(
      curve('split', [
        [1, 100],
        [2, 200],
      ]),
      curve('cluster', [
        [0.5, 80],
        [1.5, 155],
        [2.5, 155],
      ]),
    );
    expect(points.map((point) => point.provisionedCpuCores)).toEqual([1, 1.5, 2]);
    expect(points.map((point) => point.firstPerSecond.value)).toEqual([100, 150, 200]);
    expect(points.map((point) => point.secondPerSecond.value)).toEqual([117.5, 155, 155]);
    expect(points.map((point) => point.grade)).toEqual(['worse', 'indistinguishable', 'better']);
  });

  it('finds the crossover between clearly worse and clearly better', () => {
    const { crossover } = compareAtEqualCpu(
      curve('split', [
        [1, 80],
        [2, 120],
      ]),
      curve('cluster', [
        [1, 100],
        [2, 100],
      ]),
    );
    expect(crossover).toMatchObject({ low: 1, high: 2 });
    expect(crossover.value).toBeGreaterThan(1.4);
    expect(crossover.value).toBeLessThan(1.7);
  });

  it('says up to where there is none', () => {
    const { crossover } = compareAtEqualCpu(
      curve('split', [
        [1, 80],
        [2, 90],
      ]),
      curve('cluster', [
        [1, 100],
        [2, 110],
      ]),
    );
    expect(crossover).toEqual({
      value: null,
      reason: { kind: 'nowhere-better', topology: 'split', upToCpuCores: 2 },
    });
  });

  it('compares nothing where the ranges do not meet', () => {
    const comparison = compareAtEqualCpu(curve('split', [[3, 1]]), curve('cluster', [[1, 1]]));
    expect(comparison.points).toEqual([]);
    expect(comparison.crossover.value).toBeNull();
  });

  it('leaves refused points out', () => {
    const split = curve('split', [
      [1, 100],
      [2, 200],
    ]);
    const refused = {
      ...split,
      points: split.points.map((point, i) =>
        i === 1 ? { ...point, refusal: { kind: 'generator-full' as const, share: 0.9 } } : point,
      ),
    };
    const cluster = curve('cluster', [
      [1, 100],
      [2, 100],
    ]);
    expect(compareAtEqualCpu(refused, cluster).points).toHaveLength(1);
  });
});
