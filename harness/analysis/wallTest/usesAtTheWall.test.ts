import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../model/run.ts';
import type { Trial } from '../../model/trial.ts';
import type { CpuUse } from '../cpuUse.ts';
import { EXPERIMENT, plantedRun } from '../fixtures/plantedRun.ts';
import { limiterOf } from '../limiter.ts';
import { measureRun } from '../measurement.ts';
import { analyse } from '../report.ts';
import { usesAtTheWall } from './usesAtTheWall.ts';

/** Six nodes carry 2000 requests/s, HAProxy 1400 and, with half as much more, 2100. */
const STARVED_BALANCER = { appMs: 0.3, balancerMs: 0.107, databaseMs: 0.03 };
const BASE = 'cluster-6-browse';

/** The run with the nodes of one cell, which wait there, using `factor` times the CPU for each request. */
const withIdleNodes = (run: RunRecord, id: string, factor: number): RunRecord => ({
  ...run,
  trials: run.trials.map((trial): Trial => {
    const { outcome } = trial;
    if (trial.cell.id !== id || outcome.status !== 'completed') return trial;
    const containers = outcome.sample.containers.map((container) =>
      container.role === 'app'
        ? { ...container, cpuSeconds: container.cpuSeconds * factor }
        : container,
    );
    return { ...trial, outcome: { ...outcome, sample: { ...outcome.sample, containers } } };
  }),
});

const run = withIdleNodes(
  plantedRun(STARVED_BALANCER, 5, {
    ...EXPERIMENT,
    wallTest: [{ topology: 'cluster', scales: [6] }],
  }),
  BASE,
  1.25,
);

describe('what a request costs each group at its wall', () => {
  const measured = measureRun(run);
  const base = measured.get(BASE)?.measurement;
  if (!base) throw new Error(`the run has no ${BASE}`);
  const smallest = measured.get('cluster-1-browse')?.measurement;
  if (!smallest) throw new Error('the run has no cluster-1-browse');
  const demandOf = (uses: readonly CpuUse[], role: string): number =>
    uses.find((use) => use.role === role)?.cpuMsPerRequest ?? 0;

  it('is that of the cell where the group was fullest', () => {
    expect(demandOf(base.cpuByGroup, 'app')).toBeGreaterThan(0.36);
    const uses = usesAtTheWall(base, limiterOf(base), [smallest, base]);
    expect(demandOf(uses, 'app')).toBe(demandOf(smallest.cpuByGroup, 'app'));
    expect(demandOf(uses, 'app')).toBeLessThan(0.32);
  });

  it('is that of the cell itself for what limits it, though another was a hair fuller', () => {
    const fuller = {
      cpuByGroup: base.cpuByGroup.map((use) => ({
        ...use,
        meanUtilisation: 1.05,
        cpuMsPerRequest: 9,
      })),
    };
    const uses = usesAtTheWall(base, limiterOf(base), [fuller, base]);
    expect(demandOf(uses, 'balancer')).toBe(demandOf(base.cpuByGroup, 'balancer'));
    expect(demandOf(uses, 'app')).toBe(9);
  });

  it('tells where the next wall stands: half as much more balancer is confirmed', () => {
    const [test] = analyse(run).wallTests;
    expect(test).toMatchObject({ suspect: 'balancer', outcome: 'confirmed' });
    const [suspect] = test?.raises ?? [];
    const off = (suspect?.predictedPerSecond ?? 0) / (suspect?.measuredPerSecond.value ?? 1) - 1;
    expect(Math.abs(off)).toBeLessThan(0.1);
  });
});
