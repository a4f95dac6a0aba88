import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { profileExperiment } from '../experiment/read.ts';
import type { Experiment } from '../model/experiment.ts';
import { createRun, readRun } from './runFolder.ts';

const folder = await mkdtemp(join(tmpdir(), 'plateau-earlier-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a run of before a setting was there', () => {
  it('is read as if the setting had always been what it did', async () => {
    const {
      flameGraphs: _flameGraphs,
      wallTest: _wallTest,
      ...earlier
    } = profileExperiment('full');
    const run = join(folder, 'run');
    const { journal } = await createRun(run, 'earlier', earlier as Experiment, {} as never, []);
    await journal[Symbol.asyncDispose]();
    const { record } = await readRun(run);
    expect(record.experiment).toEqual({ ...earlier, flameGraphs: false, wallTest: [] });
    expect(record.kneeProfiles).toEqual([]);
  });
});
