import { describe, expect, it } from 'vitest';
import { confirm } from './confirm.ts';
import type { JudgedMetric } from './metric.ts';
import type { TrialPair } from './night.ts';

const suspect = (id: string): JudgedMetric => ({
  id,
  kind: 'cpu',
  cell: 'split-5',
  group: id,
  baseline: 1,
  tonight: 1.2,
  change: 0.2,
  z: 4,
  zAgainstOthers: 4,
  suspectFrom: 0.05,
  pairVariance: 0.04 ** 2,
});

const pairsOf = (ratios: Readonly<Record<string, readonly number[]>>): readonly TrialPair[] =>
  Array.from({ length: 5 }, (_, index) => ({
    cell: 'split-5',
    before: Object.fromEntries(Object.keys(ratios).map((id) => [id, 1])),
    after: Object.fromEntries(
      Object.entries(ratios).map(([id, values]) => [id, values[index] as number]),
    ),
  }));

const STEADY = [1.19, 1.21, 1.2, 1.22, 1.18];
/** Five ratios like those of a component with a handful of requests a trial: their mean says nothing. */
const WILD = [1.9, 0.7, 2.2, 1.0, 1.6];

const verdicts = (ratios: Readonly<Record<string, readonly number[]>>) => {
  const { metrics } = confirm(Object.keys(ratios).map(suspect), pairsOf(ratios));
  return Object.fromEntries(metrics.map(({ id, verdict }) => [id, verdict]));
};

describe('five pairs', () => {
  it('confirm what they all show', () => {
    expect(verdicts({ products: STEADY })).toEqual({ products: 'regressed' });
  });

  it('don’t confirm what they disagree about, whatever the nights said of its noise', () => {
    expect(verdicts({ admin: WILD })).toEqual({ admin: 'undecided' });
    expect(verdicts({ products: STEADY, orders: STEADY, admin: WILD })['admin']).toBe('undecided');
  });

  it('confirm one suspect though another one is wild', () => {
    expect(verdicts({ products: STEADY, orders: STEADY, admin: WILD })).toMatchObject({
      products: 'regressed',
      orders: 'regressed',
    });
  });
});
