import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../model/random.ts';
import type { Trial } from '../model/trial.ts';
import { type FakeAgent, fakeAgent, loadResult } from './fixtures/fakeAgent.ts';
import { type ReadRun, readRun } from './runFolder.ts';

const RUN = join(import.meta.dirname, 'fixtures/killableRun.ts');
const KILLS = 20;
/** A trial takes some 40 ms: the moments fall into all of its stages. */
const LATEST_KILL_MS = 80;

let parent: string;
let agent: FakeAgent;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'plateau-killed-run-'));
  agent = await fakeAgent(loadResult());
});
afterAll(async () => {
  await agent[Symbol.asyncDispose]();
  await rm(parent, { recursive: true });
});

const start = (folder: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', RUN, folder, agent.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

const toItsEnd = async (folder: string): Promise<ReadRun> => {
  const [code] = await once(start(folder), 'close');
  expect(code).toBe(0);
  return readRun(folder);
};

const killed = async (folder: string, afterMs: number): Promise<void> => {
  const child = start(folder);
  const closed = once(child, 'close');
  if (!child.stdout) throw new Error('the child has no output');
  await once(child.stdout, 'data');
  await delay(afterMs);
  child.kill('SIGKILL');
  expect(await closed).toEqual([null, 'SIGKILL']);
};

/** All of a trial but its times, and what the engine's readings make of them. */
const contentOf = ({ cell, repetition, attempt, probe, outcome }: Trial) => ({
  cell,
  repetition,
  attempt,
  ratePerSecond: probe?.ratePerSecond ?? null,
  load: outcome.status === 'completed' ? outcome.sample.load : outcome,
});

describe('a run that is killed (SIGKILL) at twenty seeded moments and resumed each time', () => {
  it('has every trial once, in the order and with the content of a run that was never killed', async () => {
    const random = seededRandom(20);
    const folder = join(parent, 'killed');
    for (let kill = 0; kill < KILLS; kill += 1) await killed(folder, random() * LATEST_KILL_MS);
    const resumed = await toItsEnd(folder);
    const whole = await toItsEnd(join(parent, 'whole'));

    expect(resumed.sessions).toHaveLength(KILLS + 1);
    expect(resumed.unfinished.length).toBeGreaterThan(0);
    expect(resumed.record.finishedAt).not.toBeNull();
    expect(whole.record.trials).toHaveLength(3 * 10 + 2 * 3);
    expect(resumed.record.trials.map(contentOf)).toEqual(whole.record.trials.map(contentOf));
  }, 120_000);
});
