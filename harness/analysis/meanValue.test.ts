import { describe, expect, it } from 'vitest';
import { closedThroughput } from './meanValue.ts';

describe('closedThroughput', () => {
  it('is 1 / ΣD for a single customer', () => {
    expect(closedThroughput([0.1, 0.3], 1)).toBeCloseTo(1 / 0.4, 12);
  });

  it('is N / (N + M − 1) of a station’s rate for M equal stations', () => {
    expect(closedThroughput([0.1, 0.1, 0.1], 5)).toBeCloseTo((5 / 7) * 10, 9);
  });

  it('approaches the bottleneck from below', () => {
    const throughput = closedThroughput([0.1, 0.3], 8);
    expect(throughput).toBeLessThan(1 / 0.3);
    expect(throughput).toBeGreaterThan(0.999 / 0.3);
  });
});
