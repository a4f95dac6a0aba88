import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STEPS } from './fixtures/killedSteps.ts';
import { trialOf } from './fixtures/trialOf.ts';
import { openJournal, readJournal } from './journal.ts';

const APPENDER = join(import.meta.dirname, 'fixtures/killedAppender.ts');

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-killed-'));
  path = join(folder, 'trials.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a process that is killed (SIGKILL) while it journals', () => {
  it.each(STEPS)('%s loses no trial that was kept, and the next one goes on', async (step) => {
    const child = spawn(process.execPath, ['--import', 'tsx', APPENDER, path, step], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [kept, [, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    expect(signal).toBe('SIGKILL');

    const { trials, torn } = await readJournal(path);
    const keptTrials = kept.trimEnd().split('\n').map(Number);
    expect(trials.map(({ repetition }) => repetition)).toEqual(expect.arrayContaining(keptTrials));
    expect(torn !== null).toBe(step === 'half-way through the write');
    // What a write had put there entirely survives the process, synced or not.
    expect(trials).toHaveLength(STEPS.indexOf(step) < 2 ? 1 : 2);

    const ended = trials.length;
    {
      await using journal = await openJournal(path);
      await journal.append(trialOf(ended + 1));
    }
    const after = await readJournal(path);
    expect(after.torn).toBeNull();
    expect(after.trials).toEqual(
      Array.from({ length: ended + 1 }, (_, index) => trialOf(index + 1)),
    );
  });
});
