import type { Economics, Growth, Migration } from '../../model/economics.ts';
import type { MaybeEstimate } from '../../model/estimate.ts';
import { carries } from './bestBuy.ts';
import { breakEven } from './breakEven.ts';
import type { Candidate } from './candidate.ts';
import { neededToday } from './reach.ts';

/** What the calculation is driven by; each is varied as a factor on what is stated. */
const DRIVERS = ['effort', 'operations', 'infrastructure', 'growth', 'size'] as const;
export type Driver = (typeof DRIVERS)[number];
export type Factors = Readonly<Record<Driver, number>>;

export const AS_STATED: Factors = {
  effort: 1,
  operations: 1,
  infrastructure: 1,
  growth: 1,
  size: 1,
};

/** A system that exists and must be split, or a new one that is built split from the start. */
export type System = 'legacy' | 'new';

/** What splitting costs and saves against staying with today's placement, over the horizon. */
export interface Balance {
  readonly investment: number;
  /** Cost of staying − cost of the split, over the months in which both carry the load. */
  readonly saved: number;
  /** saved − investment. */
  readonly net: number;
  /** The month by whose end the savings reach the investment; null where none in the horizon does. */
  readonly paybackMonth: number | null;
  readonly months: {
    readonly both: number;
    /** Staying carries the load no more: these months have no price here. */
    readonly onlySplit: number;
    readonly onlyStay: number;
    readonly neither: number;
  };
}

/** Which end of an interval to reckon with. */
export type Bound = 'low' | 'value' | 'high';

const boundOf = (figure: MaybeEstimate, bound: Bound): number =>
  figure.value === null ? 0 : (figure[bound] ?? figure.value);

const costPerMonth = ({ cost }: Candidate, factors: Factors): number =>
  cost.infrastructurePerMonth * factors.infrastructure * factors.size +
  cost.operationsPerMonth * factors.operations;

/** The cheapest that carries a load; null where none does. */
const cheapest = (
  candidates: readonly Candidate[],
  loadPerSecond: number,
  factors: Factors,
  bound: Bound,
): number | null => {
  const costs = candidates
    .filter((candidate) => boundOf(carries(candidate), bound) * factors.size >= loadPerSecond)
    .map((candidate) => costPerMonth(candidate, factors));
  return costs.length === 0 ? null : Math.min(...costs);
};

export interface Choice {
  /** Every size of today's placement, a bigger database among them. */
  readonly stay: readonly Candidate[];
  /** Every size of one other placement. */
  readonly split: readonly Candidate[];
  readonly system: System;
}

const investmentOf = (
  { legacyPersonDays, newSystemPersonDays, perPersonDay }: Migration,
  system: System,
): number => (system === 'legacy' ? legacyPersonDays : newSystemPersonDays) * perPersonDay;

/** Month by month over the horizon: each placement at the cheapest size that carries that month's load. */
export const balanceOf = (
  { stay, split, system }: Choice,
  growth: Growth,
  migration: Migration,
  factors: Factors = AS_STATED,
  bounds: { readonly stay: Bound; readonly split: Bound } = { stay: 'value', split: 'value' },
): Balance => {
  const investment = investmentOf(migration, system) * factors.effort;
  const months = { both: 0, onlySplit: 0, onlyStay: 0, neither: 0 };
  let saved = 0;
  let paybackMonth: number | null = investment > 0 ? null : 0;
  for (let month = 0; month < migration.horizonMonths; month += 1) {
    const grown = (1 + growth.perMonth.expected * factors.growth) ** month;
    // A system of k times the size is one that carries k times as much, and so does its load.
    const load = neededToday(growth) * grown * factors.size;
    const staying = cheapest(stay, load, factors, bounds.stay);
    const splitting = cheapest(split, load, factors, bounds.split);
    if (staying !== null && splitting !== null) {
      months.both += 1;
      saved += staying - splitting;
    } else if (splitting !== null) months.onlySplit += 1;
    else if (staying !== null) months.onlyStay += 1;
    else months.neither += 1;
    if (paybackMonth === null && saved >= investment) paybackMonth = month + 1;
  }
  return { investment, saved, net: saved - investment, paybackMonth, months };
};

/** How the net result moves with one driver. */
export interface Sensitivity {
  readonly driver: Driver;
  readonly netAtHalf: number;
  readonly netAtDouble: number;
  /** A factor on what is stated; null where none from a hundredth to a hundred times makes it even. */
  readonly breakEvenFactor: number | null;
}

export interface Payback {
  readonly system: System;
  readonly topology: string;
  readonly balance: Balance;
  /** Least and most of the net result over the stated growth and the intervals of what both carry. */
  readonly netBand: { readonly low: number; readonly high: number };
  readonly sensitivities: readonly Sensitivity[];
}

const BOUNDS: readonly Bound[] = ['low', 'value', 'high'];

const bandOf = (choice: Choice, growth: Growth, migration: Migration): Payback['netBand'] => {
  const nets = Object.values(growth.perMonth).flatMap((expected) =>
    BOUNDS.flatMap((stay) =>
      BOUNDS.map(
        (split) =>
          balanceOf(
            choice,
            { ...growth, perMonth: { ...growth.perMonth, expected } },
            migration,
            AS_STATED,
            { stay, split },
          ).net,
      ),
    ),
  );
  return { low: Math.min(...nets), high: Math.max(...nets) };
};

export const paybackOf = (choice: Choice, growth: Growth, migration: Migration): Payback => {
  const netAt = (driver: Driver, factor: number): number =>
    balanceOf(choice, growth, migration, { ...AS_STATED, [driver]: factor }).net;
  return {
    system: choice.system,
    topology: choice.split[0]?.topology ?? '',
    balance: balanceOf(choice, growth, migration),
    netBand: bandOf(choice, growth, migration),
    sensitivities: DRIVERS.map((driver) => ({
      driver,
      netAtHalf: netAt(driver, 0.5),
      netAtDouble: netAt(driver, 2),
      breakEvenFactor: breakEven((factor) => netAt(driver, factor)),
    })),
  };
};

/** Of every other placement, for a legacy and for a new system; empty where growth or effort is not stated. */
export const paybacksOf = (
  candidates: readonly Candidate[],
  { growth, migration }: Economics,
): readonly Payback[] => {
  if (!growth || !migration) return [];
  const stay = candidates.filter(({ kind }) => kind === 'add-nodes' || kind === 'bigger-database');
  const others = candidates.filter((candidate) => !stay.includes(candidate));
  const topologies = [...new Set(others.map(({ topology }) => topology))];
  return topologies.flatMap((topology) =>
    (['legacy', 'new'] as const).map((system) =>
      paybackOf(
        { stay, split: others.filter((candidate) => candidate.topology === topology), system },
        growth,
        migration,
      ),
    ),
  );
};
