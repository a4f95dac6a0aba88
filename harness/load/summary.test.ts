import { describe, expect, it } from 'vitest';
import { createHistogram } from '../model/histogram.ts';
import { latencySummary } from './summary.ts';

const of = (count: number): ReturnType<typeof latencySummary> => {
  const histogram = createHistogram();
  for (let index = 1; index <= count; index += 1) histogram.recordValue(index * 1_000);
  return latencySummary(histogram);
};

describe('percentiles', () => {
  it('are told from 10 / (1 − q) samples on, and not before', () => {
    expect(of(0)).toEqual({
      samples: 0,
      p50Ms: null,
      p90Ms: null,
      p99Ms: null,
      p999Ms: null,
      maxMs: null,
    });
    expect(of(19).p50Ms).toBeNull();
    expect(of(20).p50Ms).toBeCloseTo(10, 1);
    expect(of(99).p90Ms).toBeNull();
    expect(of(100).p90Ms).toBeCloseTo(90, 0);
    expect(of(999).p99Ms).toBeNull();
    expect(of(1_000).p99Ms).toBeCloseTo(990, -1);
    expect(of(9_999).p999Ms).toBeNull();
    expect((of(10_000).p999Ms ?? 0) / 9_990).toBeCloseTo(1, 2);
  });
});
