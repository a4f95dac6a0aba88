import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../model/trial.ts';
import { JournalError, openJournal, parseJournal, readJournal } from './journal.ts';

const trial = (repetition: number): Trial => ({
  cell: { id: 'cluster-2-browse', topology: 'cluster', scale: 2, scenario: 'browse' },
  repetition,
  startedAt: '2026-01-01T00:00:00.000Z',
  stageSeconds: { deploy: 1.5 },
  outcome: { status: 'failed', stage: 'deploy', error: 'no "engine" – größer' },
});

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-journal-'));
  path = join(folder, 'trials.ndjson');
  await using journal = await openJournal(path);
  await journal.append(trial(1));
  await journal.append(trial(2));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a journal', () => {
  it('gives back what was appended, also in a second session', async () => {
    {
      await using journal = await openJournal(path);
      await journal.append(trial(3));
    }
    expect(await readJournal(path)).toEqual({ trials: [trial(1), trial(2), trial(3)], torn: null });
  });

  it('cut at any byte loses at most the last trial, and says so', async () => {
    const text = await readFile(path, 'utf8');
    const firstLine = text.indexOf('\n') + 1;
    for (let length = firstLine; length <= text.length; length += 1) {
      const { trials, torn } = parseJournal(text.slice(0, length), path);
      expect(trials).toHaveLength(length === text.length ? 2 : 1);
      expect(torn === null).toBe(length === firstLine || length === text.length);
    }
  });

  it('goes on after a torn line, which it keeps aside', async () => {
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.slice(0, -10));
    {
      await using journal = await openJournal(path);
      await journal.append(trial(3));
    }
    expect(await readJournal(path)).toEqual({ trials: [trial(1), trial(3)], torn: null });
    expect(text).toContain((await readFile(`${path}.torn`, 'utf8')).trim());
  });

  it('with an altered line is an error that names it', async () => {
    const text = await readFile(path, 'utf8');
    const altered = text.replace('cluster-2', 'cluster-3');
    expect(() => parseJournal(altered, path)).toThrow(JournalError);
    expect(() => parseJournal(altered, path)).toThrow(`${path}:1: `);
  });
});
