import { describe, expect, it } from 'vitest';
import type { Growth, Migration } from '../../model/economics.ts';
import { plantedCandidate } from '../fixtures/plantedCandidate.ts';
import { breakEven } from './breakEven.ts';
import { AS_STATED, balanceOf, type Choice, paybackOf, paybacksOf } from './payback.ts';
import { ASSUMED_ECONOMICS } from '../../experiment/economics.ts';

const STILL: Growth = {
  peakPerSecond: 400,
  perMonth: { expected: 0, low: 0, high: 0 },
  headroom: 0.25,
};
const MIGRATION: Migration = {
  legacyPersonDays: 100,
  newSystemPersonDays: 10,
  perPersonDay: 500,
  horizonMonths: 24,
};
/** Three parts at 100 a month each, so that the cluster costs 12,300 a month and the split 6,100. */
const stay = [plantedCandidate('add-nodes', 600, 12_000)];
const split = [plantedCandidate('split', 900, 5_000)];
const legacy: Choice = { stay, split, system: 'legacy' };

describe('the balance over the horizon', () => {
  it('sets the savings of every month against the effort', () => {
    expect(balanceOf(legacy, STILL, MIGRATION)).toEqual({
      investment: 50_000,
      saved: 24 * 6_200,
      net: 24 * 6_200 - 50_000,
      // 50,000 / 6,200 = 8.1
      paybackMonth: 9,
      months: { both: 24, onlySplit: 0, onlyStay: 0, neither: 0 },
    });
  });

  it('asks a new system for its smaller effort', () => {
    expect(balanceOf({ ...legacy, system: 'new' }, STILL, MIGRATION)).toMatchObject({
      investment: 5_000,
      paybackMonth: 1,
    });
  });

  it('can come out against the split', () => {
    const dear = { ...legacy, split: [plantedCandidate('split', 900, 20_000)] };
    const { net, paybackMonth } = balanceOf(dear, STILL, MIGRATION);
    expect(net).toBe(-24 * 8_800 - 50_000);
    expect(paybackMonth).toBeNull();
  });

  it('counts the months that only one of the two carries, and prices none of them', () => {
    // 500 a second in month 0; 600 is passed after ln 1.2 / ln 1.05 = 3.7 months, 900 after 12.05.
    const growing = { ...STILL, perMonth: { expected: 0.05, low: 0.05, high: 0.05 } };
    const { months, saved } = balanceOf(legacy, growing, MIGRATION);
    expect(months).toEqual({ both: 4, onlySplit: 9, onlyStay: 0, neither: 11 });
    expect(saved).toBe(4 * 6_200);
  });

  it('takes each month the cheapest size that is large enough', () => {
    const sizes = [plantedCandidate('add-nodes', 300, 1_000), ...stay];
    const small = { ...STILL, peakPerSecond: 200 };
    expect(balanceOf({ ...legacy, stay: sizes }, small, MIGRATION).saved).toBe(
      24 * (1_300 - 6_100),
    );
  });

  it('of a larger system grows with its infrastructure, but not with the work on its parts', () => {
    const twice = balanceOf(legacy, STILL, MIGRATION, { ...AS_STATED, size: 2 });
    expect(twice.saved).toBe(24 * (2 * 7_000 - 800));
    expect(twice.months.both).toBe(24);
  });
});

describe('what must be true for it to pay', () => {
  const { sensitivities, netBand, balance } = paybackOf(legacy, STILL, MIGRATION);
  const of = (driver: string) => sensitivities.find((one) => one.driver === driver);

  it('is solved for the effort', () => {
    // 24 × 6,200 / 50,000
    expect(of('effort')?.breakEvenFactor).toBeCloseTo(2.976, 3);
    expect(of('effort')?.netAtHalf).toBe(balance.net + 25_000);
  });

  it('is solved for the work on each part and for the price of infrastructure', () => {
    // 24 × (7,000 − 800 f) = 50,000 and 24 × (7,000 f − 800) = 50,000
    expect(of('operations')?.breakEvenFactor).toBeCloseTo((7_000 - 50_000 / 24) / 800, 3);
    expect(of('infrastructure')?.breakEvenFactor).toBeCloseTo((50_000 / 24 + 800) / 7_000, 3);
    expect(of('size')?.breakEvenFactor).toBeCloseTo((50_000 / 24 + 800) / 7_000, 3);
  });

  it('is not found where the input does not matter', () => {
    expect(of('growth')?.breakEvenFactor).toBeNull();
  });

  it('lies in a band that holds the result', () => {
    expect(netBand.low).toBeLessThanOrEqual(balance.net);
    expect(netBand.high).toBeGreaterThanOrEqual(balance.net);
  });

  it('is said of no placement where growth or effort is not stated', () => {
    const candidates = [...stay, ...split];
    expect(paybacksOf(candidates, ASSUMED_ECONOMICS)).toEqual([]);
    expect(
      paybacksOf(candidates, { ...ASSUMED_ECONOMICS, growth: STILL, migration: MIGRATION }).map(
        ({ system, topology }) => `${topology} ${system}`,
      ),
    ).toEqual(['split legacy', 'split new']);
  });
});

describe('breakEven', () => {
  it('finds the crossing nearest to what is stated, in a function that jumps', () => {
    expect(breakEven((factor) => (factor < 3 ? -1 : 1))).toBeCloseTo(3);
    expect(breakEven((factor) => (factor - 0.02) * (factor - 2))).toBeCloseTo(2);
    expect(breakEven(() => 1)).toBeNull();
  });
});
