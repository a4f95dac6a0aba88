import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../model/run.ts';
import type { Trial } from '../../model/trial.ts';
import { DEMANDS, EXPERIMENT, plantedRun } from '../fixtures/plantedRun.ts';
import { analyse, type Report } from '../report.ts';
import type { WallTest } from './wallTest.ts';

const probed = { ...EXPERIMENT, wallTest: [{ topology: 'cluster', scales: [6] }] };

const wallTestOf = (report: Report): WallTest => {
  const [test] = report.wallTests;
  if (!test) throw new Error('the report has no wall test');
  return test;
};

const flatteningOf = (report: Report) =>
  report.verdict.claims.find((claim) => claim.kind === 'flattens' && claim.topology === 'cluster');

/** The run with some cell's trials carrying `factor` times as much. */
const withFactor = (run: RunRecord, id: string, factor: number): RunRecord => ({
  ...run,
  trials: run.trials.map((trial): Trial => {
    const { outcome } = trial;
    if (trial.cell.id !== id || outcome.status !== 'completed') return trial;
    const { load } = outcome.sample;
    const bins = { ...load.bins, completed: load.bins.completed.map((count) => count * factor) };
    return {
      ...trial,
      outcome: { ...outcome, sample: { ...outcome.sample, load: { ...load, bins } } },
    };
  }),
});

describe('a wall test of a cluster whose database is the wall', () => {
  const report = analyse(plantedRun(DEMANDS, 5, probed));
  const test = wallTestOf(report);

  it('confirms the database: the wall moves by half, and two placebos move nothing', () => {
    expect(test).toMatchObject({
      cellId: 'cluster-6-browse',
      suspect: 'database',
      outcome: 'confirmed',
    });
    const [suspect, ...placebos] = test.raises;
    expect(suspect).toMatchObject({ raised: 'database', outcome: 'better' });
    expect(suspect?.change.value).toBeGreaterThan(1.45);
    expect(suspect?.change.value).toBeLessThan(1.55);
    expect(placebos.map(({ raised, outcome }) => [raised, outcome])).toEqual([
      ['node', 'indistinguishable'],
      ['balancer', 'indistinguishable'],
    ]);
  });

  it('predicts the new plateau from the demands, within 15 %', () => {
    for (const { predictedPerSecond, measuredPerSecond } of test.raises) {
      const off = (predictedPerSecond ?? 0) / (measuredPerSecond.value ?? 0) - 1;
      expect(Math.abs(off)).toBeLessThan(0.15);
    }
  });

  it('widens the intervals of two placebos, so that they hold together', () => {
    expect(test.raises.map(({ change }) => change.value !== null && change.confidence)).toEqual([
      0.95, 0.975, 0.975,
    ]);
  });

  it('confirms the limiter of the point and of the verdict', () => {
    const point = report.curves
      .find(({ topology }) => topology === 'cluster')
      ?.points.find(({ scale }) => scale === 6);
    expect(point?.limiter).toMatchObject({ role: 'database', grade: 'confirmed' });
    expect(flatteningOf(report)).toMatchObject({
      grade: 'confirmed',
      confirmedAtScale: 6,
      limiter: { role: 'database', grade: 'confirmed' },
    });
  });

  it('is on no curve and no longer among what was not tested', () => {
    const cluster = report.curves.find(({ topology }) => topology === 'cluster');
    expect(cluster?.points.map(({ scale }) => scale)).toEqual([1, 2, 3, 4, 6, 8]);
    expect(report.notTested).toContainEqual({
      kind: 'limiter-unconfirmed',
      topologies: ['split'],
    });
  });
});

describe.each([
  ['node', { ...DEMANDS, databaseMs: 0.03, balancerMs: 0.01 }],
  ['balancer', { ...DEMANDS, databaseMs: 0.03, balancerMs: 0.3 }],
] as const)('a wall test where %s CPU is the wall', (suspect, demands) => {
  it('confirms it', () => {
    const test = wallTestOf(analyse(plantedRun(demands, 5, probed)));
    expect(test).toMatchObject({ suspect, outcome: 'confirmed' });
    expect(test.raises[0]).toMatchObject({ raised: suspect, outcome: 'better' });
  });
});

describe('a wall test that proves nothing', () => {
  const run = plantedRun(DEMANDS, 5, probed);

  it('leaves the limiter correlated where more of it moves nothing', () => {
    const report = analyse(withFactor(run, 'cluster-6-browse-more-database', 1 / 1.5));
    expect(wallTestOf(report)).toMatchObject({
      outcome: 'correlated',
      reason: { kind: 'raise-moved-nothing', raised: 'database' },
    });
    expect(flatteningOf(report)).toMatchObject({ grade: 'correlated', confirmedAtScale: null });
  });

  it('leaves it correlated where the wall moves elsewhere than predicted', () => {
    const test = wallTestOf(analyse(withFactor(run, 'cluster-6-browse-more-database', 0.75)));
    expect(test.raises[0]?.outcome).toBe('better');
    expect(test.outcome).toBe('correlated');
    expect(test.reason.kind).toBe('raise-not-as-predicted');
  });

  it('leaves it correlated where a placebo moves the wall too', () => {
    const test = wallTestOf(analyse(withFactor(run, 'cluster-6-browse-more-node', 1.4)));
    expect(test).toMatchObject({
      outcome: 'correlated',
      reason: { kind: 'placebo-moved', raised: ['node'] },
    });
  });

  it('leaves it correlated without repeated trials', () => {
    const test = wallTestOf(analyse(plantedRun(DEMANDS, 1, probed)));
    expect(test).toMatchObject({ outcome: 'correlated', smallestDetectable: null });
    expect(test.reason).toEqual({ kind: 'raise-not-repeated' });
  });

  it('knows nothing where no quota is used up', () => {
    const idle = { appMs: 0.3, balancerMs: 0.05, databaseMs: 0.34 };
    const throttled = plantedRun(idle, 3, probed);
    const half = withUse(throttled, 0.5);
    expect(wallTestOf(analyse(half))).toMatchObject({ suspect: null, outcome: 'unknown' });
  });

  it('knows nothing where the cell itself has no result', () => {
    const without = {
      ...run,
      trials: run.trials.filter(({ cell }) => cell.id !== 'cluster-6-browse'),
    };
    expect(wallTestOf(analyse(without))).toMatchObject({
      suspect: null,
      raises: [],
      outcome: 'unknown',
    });
  });
});

/** The run with every container using `factor` of the CPU that it used. */
function withUse(run: RunRecord, factor: number): RunRecord {
  return {
    ...run,
    trials: run.trials.map((trial): Trial => {
      const { outcome } = trial;
      if (outcome.status !== 'completed') return trial;
      const containers = outcome.sample.containers.map((container) => ({
        ...container,
        cpuSeconds: container.cpuSeconds * factor,
      }));
      return { ...trial, outcome: { ...outcome, sample: { ...outcome.sample, containers } } };
    }),
  };
}
