import { describe, expect, it } from 'vitest';
import type { Environment } from '../model/environment.ts';
import type { RunRecord } from '../model/run.ts';
import { compareRuns, setUpOf } from './compareRuns.ts';
import { DEMANDS, plantedRun } from './fixtures/plantedRun.ts';

describe('compareRuns', () => {
  const before = plantedRun();
  const heavier = { ...plantedRun({ ...DEMANDS, databaseMs: DEMANDS.databaseMs * 1.5 }), id: 'b' };

  it('says of every cell what changed, and in which direction that is', () => {
    const { changes } = compareRuns(before, heavier);
    const of = (metric: string) =>
      changes.find((change) => change.metric === metric && change.cellId === 'cluster-8-browse');
    expect(of('throughput')).toMatchObject({ outcome: 'worse' });
    expect(of('throughput')?.ratio.value).toBeCloseTo(1 / 1.5, 1);
    expect(of('cpu-per-request')).toMatchObject({ outcome: 'worse' });
    expect(of('p99')?.ratio.value).toBeGreaterThan(1.3);
    const single = changes.find(
      ({ cellId, metric }) => cellId === 'single-1-browse' && metric === 'throughput',
    );
    expect(single?.ratio.value).toBeCloseTo(1, 1);
  });

  it('finds nothing in a run against itself', () => {
    const { changes, expectedByChance } = compareRuns(before, before);
    expect(changes.filter(({ outcome }) => outcome === 'better' || outcome === 'worse')).toEqual(
      [],
    );
    expect(expectedByChance).toBeGreaterThan(0.5);
  });

  it('says by what two runs fail to tell the machine’s speed', () => {
    const elsewhere = (environment: Partial<Environment>): RunRecord => ({
      ...before,
      environment: { ...before.environment, ...environment },
    });
    const { images } = before.environment;
    const found = [
      before,
      elsewhere({ images: { ...images, agent: 'rebuilt' } }),
      elsewhere({ images: { ...images, balancer: 'rebuilt' } }),
      elsewhere({ kernel: '7' }),
    ].map((after) => compareRuns(before, after).noYardstick);
    expect(found).toEqual([null, 'agent-image', 'balancer-image', 'machine']);
  });

  it('names the cells that only one has', () => {
    const fewer = {
      ...heavier,
      trials: heavier.trials.filter(({ cell }) => cell.topology !== 'split'),
    };
    const split = ['split-5-browse', 'split-6-browse', 'split-8-browse'];
    expect(compareRuns(before, fewer)).toMatchObject({ onlyBefore: split, onlyAfter: [] });
    expect(compareRuns(fewer, before)).toMatchObject({ onlyBefore: [], onlyAfter: split });
  });
});

describe('setUpOf', () => {
  const run = plantedRun();

  it('differs by machine and by what decides a cell', () => {
    const kernel = { ...run, environment: { ...run.environment, kernel: '7' } };
    const loaded = { ...run, experiment: { ...run.experiment, connectionsPerNode: 1 } };
    expect(setUpOf(kernel)).not.toEqual(setUpOf(run));
    expect(setUpOf(loaded)).not.toEqual(setUpOf(run));
  });

  it('does not differ by name, seed, number of trials or the commit that is judged', () => {
    const other = {
      ...run,
      environment: { ...run.environment, commit: 'f00' },
      experiment: { ...run.experiment, name: 'other', seed: 2, trials: 9 },
    };
    expect(setUpOf(other)).toEqual(setUpOf(run));
  });
});
