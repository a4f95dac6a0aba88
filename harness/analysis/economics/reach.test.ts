import { describe, expect, it } from 'vitest';
import type { Growth } from '../../model/economics.ts';
import type { MaybeEstimate } from '../../model/estimate.ts';
import { reachOf } from './reach.ts';

const GROWTH: Growth = {
  peakPerSecond: 100,
  perMonth: { expected: 0.05, low: 0.02, high: 0.1 },
  headroom: 0.5,
};
const TODAY = '2026-11-22T10:00:00.000Z';
const unknownCapacity: MaybeEstimate = { value: null, reason: { kind: 'no-rates-offered' } };
const capacity = (value: number, low: number, high: number): MaybeEstimate => ({
  value,
  low,
  high,
  confidence: 0.95,
  samples: 5,
});

describe('when a growing peak reaches a capacity', () => {
  it('is found by compound growth, from the day of the run', () => {
    // 150 × 1.05ⁿ = 150 × 1.05¹⁴
    const exact = 150 * 1.05 ** 14;
    const reach = reachOf(unknownCapacity, capacity(exact, exact, exact), GROWTH, TODAY);
    expect(reach.months.value).toBeCloseTo(14);
    expect(reach).toMatchObject({
      within: 'saturation',
      expected: expect.stringMatching(/2027-12|2028-01/),
    });
  });

  it('is earliest with the least capacity and the strongest growth, latest the other way round', () => {
    const reach = reachOf(
      unknownCapacity,
      capacity(200, 150 * 1.1 ** 2.5, 150 * 1.02 ** 20.5),
      GROWTH,
      TODAY,
    );
    expect(reach).toMatchObject({ earliest: '2027-01', latest: '2028-07' });
    expect(reach.months.low).toBeCloseTo(2.5);
  });

  it('takes the capacity within the service level where that is known', () => {
    const reach = reachOf(capacity(160, 155, 165), capacity(300, 290, 310), GROWTH, TODAY);
    expect(reach.within).toBe('service-level');
    expect(reach.months.value).toBeLessThan(2);
  });

  it('is now where the headroom is used up already', () => {
    const reach = reachOf(unknownCapacity, capacity(140, 130, 149), GROWTH, TODAY);
    expect(reach.months).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(reach.expected).toBe('2026-11');
  });

  it('has no end where the least growth never gets there', () => {
    const slow = { ...GROWTH, perMonth: { expected: 0.05, low: 0, high: 0.1 } };
    const { months, latest } = reachOf(unknownCapacity, capacity(300, 290, 310), slow, TODAY);
    expect(months).toMatchObject({ high: null, highUnbounded: true });
    expect(latest).toBeNull();
  });

  it('is no number where the load does not grow', () => {
    const still = { ...GROWTH, perMonth: { expected: 0, low: 0, high: 0.1 } };
    const reach = reachOf(unknownCapacity, capacity(300, 290, 310), still, TODAY);
    expect(reach.months.value).toBeNull();
    expect(reach).toMatchObject({ expected: null, earliest: '2027-05' });
  });

  it('is unknown where the capacity is', () => {
    expect(reachOf(unknownCapacity, unknownCapacity, GROWTH, TODAY).expected).toBeNull();
  });
});
