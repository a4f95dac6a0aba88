import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, fUpperTail, tQuantile } from './distribution.ts';
import { meanInterval, pooledSpread, relativeInterval } from './interval.ts';

describe('distributions', () => {
  it.each([
    [0.975, 1, 12.7062],
    [0.975, 4, 2.77645],
    [0.975, 24, 2.0639],
    [0.995, 10, 3.16927],
  ])('t quantile at %f with %d degrees of freedom is %f', (probability, df, expected) => {
    expect(tQuantile(probability, df)).toBeCloseTo(expected, 4);
  });

  it.each([
    [0.025, 1, 0.000982069],
    [0.975, 1, 5.02389],
    [0.025, 10, 3.24697],
    [0.975, 10, 20.4832],
    [0.025, 60, 40.4817],
    [0.975, 60, 83.2977],
  ])('χ² quantile at %f with %d degrees of freedom is %f', (probability, df, expected) => {
    expect(chiSquareQuantile(probability, df) / expected).toBeCloseTo(1, 5);
  });

  it('has the F distribution of the tables: F(0.95; 4, 10) = 3.47805', () => {
    expect(fUpperTail(3.47805, 4, 10)).toBeCloseTo(0.05, 6);
    expect(fUpperTail(0, 4, 10)).toBe(1);
  });
});

describe('meanInterval', () => {
  it('is the t interval', () => {
    const estimate = meanInterval([9, 10, 11]);
    expect(estimate.value).toBe(10);
    expect(estimate.high).toBeCloseTo(10 + 4.30265 / Math.sqrt(3), 4);
  });

  it('does not bound a single unit', () => {
    expect(meanInterval([7])).toMatchObject({ value: 7, low: null, high: null, samples: 1 });
  });
});

describe('relativeInterval', () => {
  it('pools what the cells know of the noise', () => {
    const spread = pooledSpread([[100, 110], [200, 220], [300]]);
    expect(spread.df).toBe(2);
    expect(spread.variance).toBeCloseTo(Math.log(1.1) ** 2 / 2, 12);
    const estimate = relativeInterval([300], spread);
    expect(estimate.high).toBeCloseTo(300 * Math.exp(4.30265 * Math.sqrt(spread.variance)), 2);
    expect((estimate.low ?? 0) * (estimate.high ?? 0)).toBeCloseTo(300 * 300, 6);
  });

  it('has no interval where no cell was repeated', () => {
    expect(relativeInterval([300], pooledSpread([[300], [400]]))).toMatchObject({
      low: null,
      high: null,
    });
  });

  it('takes a trial without any answer as the zero it is', () => {
    expect(relativeInterval([0, 10], { variance: 0.01, df: 4 }).value).toBe(5);
  });
});
