import { describe, expect, it } from 'vitest';
import {
  createHistogram,
  decodeHistogram,
  encodeHistogram,
  mergeHistograms,
} from '../model/histogram.ts';
import { seededRandom } from '../model/random.ts';
import { decodeCounts, mergeCounts, valueAtQuantile } from './valueCounts.ts';

/** Log-uniform from 1 µs to 100 s: every doubling is used. */
const recorded = (seed: number, count: number): string => {
  const random = seededRandom(seed);
  const histogram = createHistogram();
  for (let i = 0; i < count; i++) histogram.recordValue(Math.floor(10 ** (8 * random())));
  return encodeHistogram(histogram);
};

const QUANTILES = [0.001, 0.5, 0.9, 0.99, 0.999, 1];

describe('valueCounts', () => {
  it.each([1, 7, 1000, 20_000])('reads %d values as HdrHistogram does', (count) => {
    const text = recorded(count, count);
    const reference = decodeHistogram(text);
    const counts = decodeCounts(text);
    expect(counts.total).toBe(reference.totalCount);
    for (const quantile of QUANTILES) {
      expect(valueAtQuantile(counts, quantile)).toBe(
        reference.getValueAtPercentile(quantile * 100),
      );
    }
  });

  it('merges as HdrHistogram does', () => {
    const texts = [recorded(1, 500), recorded(2, 3000), encodeHistogram(createHistogram())];
    const reference = mergeHistograms(texts.map(decodeHistogram));
    const merged = mergeCounts(texts.map(decodeCounts));
    expect(merged.total).toBe(reference.totalCount);
    for (const quantile of QUANTILES) {
      expect(valueAtQuantile(merged, quantile)).toBe(
        reference.getValueAtPercentile(quantile * 100),
      );
    }
  });

  it('is empty where nothing was recorded', () => {
    expect(mergeCounts([]).total).toBe(0);
    expect(valueAtQuantile(decodeCounts(encodeHistogram(createHistogram())), 0.5)).toBe(0);
  });

  it('refuses what is no such histogram', () => {
    expect(() => decodeCounts('bm90IGEgaGlzdG9ncmFt')).toThrow('not a compressed HdrHistogram');
    expect(() => decodeCounts('')).toThrow('not a compressed HdrHistogram');
  });
});
