import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { profileExperiment } from '../../experiment/read.ts';
import { cellOf } from '../../model/cell.ts';
import type { KneeProfile } from '../../model/kneeProfile.ts';
import { fakeEngine } from '../fixtures/fakeEngine.ts';
import { fakeTarget } from '../fixtures/fakeTarget.ts';
import { createRun, readRun, reopenRun } from '../runFolder.ts';
import { type KneeProfiling, profileKnees } from './profileKnees.ts';

const folder = await mkdtemp(join(tmpdir(), 'plateau-knees-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const experiment = profileExperiment('quick');
const target = fakeTarget({ audited: 'fine', settles: true });
const cells = [1, 2].map((scale) => ({
  cell: cellOf('pair', scale, 'browse'),
  plan: target.topologies.pair?.plan(scale, experiment.budget) ?? expect.fail('no pair'),
}));

const profiling = (
  kept: KneeProfile[],
  over: Partial<KneeProfiling> = {},
): Parameters<typeof profileKnees> => [
  {
    engine: fakeEngine({ agentUrl: 'http://127.0.0.1:1' }),
    images: {},
    target,
    experiment,
    run: 'knees',
    signal: new AbortController().signal,
    onCell: () => {},
    keep: async (profile) => void kept.push(profile),
    ...over,
  },
  cells,
];

describe('profiling the knees', () => {
  it('keeps why a cell could not be profiled, and goes on with the next', async () => {
    const kept: KneeProfile[] = [];
    await profileKnees(...profiling(kept));
    expect(kept.map(({ cellId, outcome }) => [cellId, outcome])).toEqual(
      cells.map(({ cell }) => [
        cell.id,
        { status: 'failed', error: 'the target fake has no profilers' },
      ]),
    );
  });

  it('ends where the run is interrupted, without a profile of that cell', async () => {
    const kept: KneeProfile[] = [];
    const controller = new AbortController();
    const interrupted = new Error('stopped');
    await expect(
      profileKnees(
        ...profiling(kept, {
          signal: controller.signal,
          onCell: ({ cell }) => cell.scale === 2 && controller.abort(interrupted),
        }),
      ),
    ).rejects.toBe(interrupted);
    expect(kept.map(({ cellId }) => cellId)).toEqual(['pair-1-browse']);
  });

  it('is in the run’s folder the moment it is kept, and is no trial', async () => {
    const run = join(folder, 'run');
    const opened = await createRun(run, 'knees', experiment, {} as never, cells);
    const { journal } = opened;
    await profileKnees(
      ...profiling([], {
        keep: (profile) => journal.write({ kind: 'knee-profile', profile }),
      }),
    );
    await journal[Symbol.asyncDispose]();
    const { record } = await readRun(run);
    expect(record.kneeProfiles.map(({ cellId }) => cellId)).toEqual(
      cells.map(({ cell }) => cell.id),
    );
    expect(record.trials).toEqual([]);
    await using again = await reopenRun(run);
    expect(again.folder).toBe(run);
  });
});
