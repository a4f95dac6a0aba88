import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trialOrder } from '../experiment/plan.ts';
import { seededRandom } from '../model/random.ts';
import { readRun } from '../trial/runFolder.ts';
import { SHORTEST } from './fixtures/experiments.ts';
import { leftBy, MOMENTS, terminalRun } from './fixtures/terminalRun.ts';

const KILLS = 20;
/** Images and calibration take 11 s, and a trial 6: most moments fall into trials, and some before. */
const LATEST_KILL_MS = 40_000;
/** Of each of two cells: so many that the last kill comes before the last trial. */
const TRIALS = 24;

const EXPERIMENT = SHORTEST.replace('{ single: [1] }', '{ single: [1], cluster: [2] }')
  .replace('trials: 1', `trials: ${TRIALS}`)
  .replace('retries: 0', 'retries: 2');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-twenty-'));
  await writeFile(join(folder, 'experiment.yaml'), EXPERIMENT);
});
afterAll(() => rm(folder, { recursive: true }));

describe('a run on a real engine that is killed (SIGKILL) at twenty seeded moments and resumed each time', () => {
  it(
    'has every trial once, in the seeded order, and leaves nothing',
    async () => {
      const random = seededRandom(20);
      const pids: number[] = [];
      const runFolder = async (): Promise<string> =>
        join('runs', (await readdir(join(folder, 'runs')))[0] ?? '');
      const resume = async () =>
        terminalRun(folder, ['run', '--resume', await runFolder(), '--wait', '--force']);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const run = kill === 0 ? terminalRun(folder, ['run', 'experiment.yaml']) : await resume();
        const pid = await run.pid;
        pids.push(pid);
        // There is nothing to resume before.
        if (kill === 0) await run.shows(MOMENTS.deploy);
        await delay(random() * LATEST_KILL_MS);
        process.kill(pid, 'SIGKILL');
        const { code, output } = await run.ended;
        expect(code, output).toBe(137);
      }
      const { code, output } = await (await resume()).ended;
      expect(code, output).toBe(0);
      for (const pid of pids) expect(await leftBy(pid)).toEqual([]);

      const { record, sessions } = await readRun(join(folder, await runFolder()));
      expect(sessions.length).toBeGreaterThan(KILLS / 2);
      const slots = record.trials
        .filter(({ outcome }) => outcome.status === 'completed')
        .map(({ cell, repetition }) => `${cell.id} #${repetition}`);
      expect(slots).toEqual(
        trialOrder(record.experiment).map(({ cell, repetition }) => `${cell.id} #${repetition}`),
      );
    },
    20 * 60_000,
  );
});
