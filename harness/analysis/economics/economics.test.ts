import { describe, expect, it } from 'vitest';
import { ASSUMED_ECONOMICS } from '../../experiment/economics.ts';
import type { Economics } from '../../model/economics.ts';
import type { DeploymentPlan } from '../../model/plan.ts';
import { EXPERIMENT, type PlantedDemands, plantedRun } from '../fixtures/plantedRun.ts';
import { analyse } from '../report.ts';
import type { EconomicsReport } from './economics.ts';

/** Economics of a planted run: nodes of 0.1 cores, a database of 0.25, a split that costs the nodes twice as much. */
const reportOf = (change: Partial<Economics> = {}, demands?: PlantedDemands): EconomicsReport => {
  const run = plantedRun(demands);
  return analyse({
    ...run,
    experiment: { ...run.experiment, economics: { ...ASSUMED_ECONOMICS, ...change } },
  }).economics;
};

/** The database is the wall of all: 735 requests/s. */
const DATABASE_BOUND = reportOf();

const optionOf = ({ options }: EconomicsReport, kind: string) => {
  const option = options?.options.find(({ candidate }) => candidate.kind === kind);
  if (!option) throw new Error(`no option ${kind}`);
  return option;
};

describe('the options', () => {
  it('start from the knee of the cluster', () => {
    expect(DATABASE_BOUND.options?.today).toMatchObject({ topology: 'cluster', scale: 2 });
  });

  it('find that more nodes bring no more than the database carries', () => {
    const { gain, candidate } = optionOf(DATABASE_BOUND, 'add-nodes');
    // Two nodes carry 667, and the database 735.
    expect(gain.value).toBeGreaterThan(1.05);
    expect(gain.value).toBeLessThan(1.15);
    expect(candidate).toMatchObject({ tested: 'measured', limitedBy: { role: 'database' } });
  });

  it('predict what a bigger database with the measured nodes carries, and its next wall', () => {
    const { candidate } = optionOf(DATABASE_BOUND, 'bigger-database');
    // Eight nodes carry 8 × 0.1 / 0.3 ms = 2,667/s, which needs a database of 0.91 cores.
    expect(candidate.tested).toBe('predicted');
    expect(candidate.databaseCpuCores).toBeCloseTo(0.91, 2);
    expect(candidate.throughputPerSecond.value).toBeGreaterThan(2_300);
    expect(candidate.throughputPerSecond.value).toBeLessThan(2_670);
    expect(candidate.limitedBy).toEqual({ role: 'app', group: 'shop' });
  });

  it('never predict a database beyond the largest there is', () => {
    const { candidate } = optionOf(
      reportOf({ prices: { ...ASSUMED_ECONOMICS.prices, largestDatabaseCpuCores: 0.5 } }),
      'bigger-database',
    );
    expect(candidate.databaseCpuCores).toBe(0.5);
    // 0.5 / 0.34 ms, and the fewest nodes that it feeds.
    expect(candidate.throughputPerSecond.value).toBeLessThan(1_471);
    expect(candidate.scale).toBe(5);
    expect(candidate.limitedBy).toMatchObject({ role: 'database' });
  });

  it('offer no bigger database where none exists', () => {
    const report = reportOf({
      prices: { ...ASSUMED_ECONOMICS.prices, largestDatabaseCpuCores: 0.25 },
    });
    expect(() => optionOf(report, 'bigger-database')).toThrow();
  });

  it.each(['read-replica', 'pooler', 'extract-component'])(
    'price %s, and make up nothing of what it carries',
    (kind) => {
      const { candidate, gain, addedPerMonth } = optionOf(DATABASE_BOUND, kind);
      expect(candidate).toMatchObject({
        tested: 'not-tested',
        throughputPerSecond: { value: null, reason: { kind: 'option-not-measured' } },
      });
      expect(gain.value).toBeNull();
      expect(addedPerMonth).toBeGreaterThan(0);
    },
  );

  it('count the parts of a split and multiply their availability', () => {
    const { candidate } = optionOf(DATABASE_BOUND, 'split-one-database');
    expect(candidate.cost.parts).toBeGreaterThan(5);
    expect(candidate.cost.availability).toBeLessThan(
      DATABASE_BOUND.options?.today.cost.availability ?? 0,
    );
  });

  it('are none where no cluster was grown', () => {
    const run = plantedRun();
    const alone = run.cells.filter(({ cell }) => cell.topology !== 'cluster');
    const trials = run.trials.filter(({ cell }) => cell.topology !== 'cluster');
    expect(analyse({ ...run, cells: alone, trials }).economics.options).toBeNull();
  });
});

/** The planted split with two databases that share what one has, measured with half as much more of it too. */
const twoDatabases = (largestDatabaseCpuCores: number, peakPerSecond: number): EconomicsReport => {
  const run = plantedRun(undefined, undefined, {
    ...EXPERIMENT,
    wallTest: [{ topology: 'split', scales: [8] }],
  });
  return analyse({
    ...run,
    cells: run.cells.map(({ cell, plan }) => ({
      cell,
      plan: cell.topology === 'split' ? withHalves(plan) : plan,
    })),
    experiment: {
      ...run.experiment,
      economics: {
        prices: { ...ASSUMED_ECONOMICS.prices, largestDatabaseCpuCores },
        growth: { peakPerSecond, perMonth: { expected: 0, low: 0, high: 0 }, headroom: 0 },
        migration: null,
      },
    },
  }).economics;
};

const withHalves = (plan: DeploymentPlan): DeploymentPlan => ({
  ...plan,
  stages: plan.stages.map((stage) =>
    stage.flatMap((container) =>
      container.role === 'database'
        ? ['db-a', 'db-b'].map((name) => ({
            ...container,
            name,
            group: name,
            cpuCores: container.cpuCores / 2,
          }))
        : [container],
    ),
  ),
});

describe('a load that one database of the largest size does not carry', () => {
  it('is carried by a split whose databases are each no larger than that', () => {
    // One of 0.25 cores carries 735/s; two that make 0.375 together carry 1,103.
    const { bestBuy, options } = twoDatabases(0.25, 900);
    expect(bestBuy.winner).toMatchObject({ kind: 'split', databaseCpuCores: 0.375 });
    const splits = options?.options.filter(({ candidate }) => candidate.kind === 'split');
    expect(splits?.map(({ candidate }) => candidate.databaseCpuCores)).toEqual([0.25, 0.375]);
  });

  it('is a bigger database’s where one is for sale', () => {
    expect(twoDatabases(1.6, 900).bestBuy.winner).toMatchObject({ kind: 'bigger-database' });
  });

  it('is nobody’s where not even a split’s servers come in that size', () => {
    expect(twoDatabases(0.18, 900).bestBuy.winner).toBeNull();
  });
});

describe('the best buy', () => {
  it('is the bigger database where the database is the wall', () => {
    expect(DATABASE_BOUND.bestBuy).toMatchObject({
      basis: 'per-million',
      winner: { kind: 'bigger-database' },
    });
  });
});

describe('a cluster that was measured at one size', () => {
  const run = plantedRun();
  const isMeasured = (id: string): boolean => ['cluster-6-browse', 'split-6-browse'].includes(id);
  const few = {
    ...run,
    cells: run.cells.filter(({ cell }) => isMeasured(cell.id)),
    trials: run.trials.filter(({ cell }) => isMeasured(cell.id)),
  };

  it('is a candidate beside the split, though nothing says what it would grow into', () => {
    const { candidates, options, bestBuy } = analyse(few).economics;
    expect(candidates.map(({ kind }) => kind)).toEqual(['add-nodes', 'split-one-database']);
    expect(options).toBeNull();
    expect(bestBuy.winner).toMatchObject({ topology: 'cluster', scale: 6 });
  });
});
