import { describe, expect, it } from 'vitest';
import { createHistogram, encodeHistogram } from '../model/histogram.ts';
import { BatchedHistogram } from './batchedHistogram.ts';

describe('a batched histogram', () => {
  it.each([0, 1, 255, 256, 257, 1_000])(
    'holds what a plain one of the same %i values does, whenever it is read',
    (count) => {
      const plain = createHistogram();
      const batched = new BatchedHistogram();
      for (let value = 1; value <= count; value += 1) {
        plain.recordValue(value * 7);
        batched.record(value * 7);
        if (value % 100 === 0) expect(batched.histogram().totalCount).toBe(value);
      }
      expect(encodeHistogram(batched.histogram())).toBe(encodeHistogram(plain));
      expect(batched.histogram().totalCount).toBe(count);
    },
  );

  it('begins anew where the one that it gave is reset', () => {
    const batched = new BatchedHistogram();
    batched.record(5);
    batched.histogram().reset();
    batched.record(9);
    expect(batched.histogram().totalCount).toBe(1);
    expect(batched.histogram().maxValue).toBe(9);
  });
});
