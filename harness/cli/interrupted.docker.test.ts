import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRun } from '../trial/runFolder.ts';
import { SHORTEST } from './fixtures/experiments.ts';
import { CTRL_C, leftBy, type Moment, MOMENTS, terminalRun } from './fixtures/terminalRun.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-interrupted-'));
  await writeFile(join(folder, 'shortest.yaml'), SHORTEST);
});
afterAll(() => rm(folder, { recursive: true }));

const newest = async (): Promise<string | null> => {
  const runs = (await readdir(join(folder, 'runs'))).sort();
  const last = runs.at(-1);
  return last === undefined ? null : join(folder, 'runs', last);
};

/** Trials that have ended when this moment comes; while it is reconciled, one is about to. */
const ENDED_BY: Partial<Record<Moment, readonly number[]>> = {
  reconcile: [0, 1],
  removal: [1],
  report: [1],
};
/** There is nothing to report before the first deployment. */
const WITHOUT_RUN: readonly Moment[] = ['images', 'calibration'];

describe('Ctrl-C in a terminal', () => {
  it.each(Object.keys(MOMENTS) as Moment[])(
    'during %s stops in order, reports what there is and leaves nothing',
    async (moment) => {
      const docker = new Docker();
      const bystander = await docker.createNetwork({ Name: `bystander-${process.pid}` });
      try {
        const run = terminalRun(folder, ['run', 'shortest.yaml', '--wait']);
        const pid = await run.pid;
        const before = await newest().catch(() => null);
        await run.shows(MOMENTS[moment]);
        run.type(CTRL_C);
        const { code, output } = await run.ended;
        expect(code, output).toBe(130);
        expect(output).toContain('SIGINT: stopping, and removing what was made');
        expect(output).toContain('stopped by SIGINT');
        expect(await leftBy(pid)).toEqual([]);
        await expect(bystander.inspect()).resolves.toMatchObject({ Id: bystander.id });
        const made = await newest();
        if (WITHOUT_RUN.includes(moment)) return expect(made).toBe(before);
        const { record } = await readRun(made ?? '');
        expect(ENDED_BY[moment] ?? [0]).toContain(record.trials.length);
        expect((await stat(join(made ?? '', 'report.html'))).size).toBeGreaterThan(1_000);
      } finally {
        await bystander.remove();
      }
    },
  );
});
