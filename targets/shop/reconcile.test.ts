import { describe, expect, it } from 'vitest';
import { type Audit, reconcile } from './reconcile.ts';

const audit: Audit = {
  taken: { 7: 3, 9: 1 },
  sold: { 7: 3, 9: 1 },
  held: 0,
  orders: 4,
  keysUsedTwice: 0,
  revenueCents: 1_000,
  factOrders: 4,
  factRevenueCents: 1_000,
};

const load = {
  counts: { sent: 10, completed: 9, errors: 0, timeouts: 1, lost: 0 },
  tallies: { ordersPlaced: 4 },
};

const rulesOf = (changed: Partial<Audit>, agent = load): readonly string[] =>
  reconcile({ ...audit, ...changed }, agent).map(({ rule }) => rule);

describe('reconcile', () => {
  it('finds nothing where all adds up', () => {
    expect(rulesOf({})).toEqual([]);
  });

  it('lets an order without an answer be there or not', () => {
    expect(rulesOf({ orders: 5, factOrders: 5 })).toEqual([]);
    expect(rulesOf({ orders: 6, factOrders: 6 })).toEqual(['order twice']);
    expect(rulesOf({ orders: 3, factOrders: 3 })).toEqual(['order lost']);
  });

  it('counts nothing as placed where the agent placed nothing', () => {
    expect(rulesOf({}, { counts: { ...load.counts, timeouts: 0 }, tallies: {} as never })).toEqual([
      'order twice',
    ]);
  });

  it.each<[string, Partial<Audit>]>([
    ['stock differs', { taken: { 7: 2, 9: 1 } }],
    ['stock differs', { taken: { 7: 3, 9: 1, 11: 1 } }],
    ['stock differs', { sold: { 7: 3 } }],
    ['reservation left', { held: 1 }],
    ['order twice', { keysUsedTwice: 1 }],
    ['facts differ', { factOrders: 3 }],
    ['facts differ', { factRevenueCents: 999 }],
  ])('calls it "%s" for %j', (rule, changed) => {
    expect(rulesOf(changed)).toEqual([rule]);
  });

  it('names the products whose stock differs', () => {
    const [found] = reconcile({ ...audit, taken: { 7: 2, 9: 1 } }, load);
    expect(found?.detail).toBe('1 products, among them product 7: 2 taken, 3 sold');
  });

  it('refuses an audit that a database did not answer', () => {
    const { sold: _, ...partial } = audit;
    expect(reconcile(partial, load).map(({ rule }) => rule)).toEqual(['audit incomplete']);
  });
});
