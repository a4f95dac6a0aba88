import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trialOf } from './fixtures/trialOf.ts';
import { openJournal, readJournal } from './journal.ts';

const NODE = `"${process.execPath}" --import tsx`;
const UNTIL_FULL = join(import.meta.dirname, 'fixtures/appenderUntilFull.ts');
const WITHOUT_FILES = join(import.meta.dirname, 'fixtures/appenderWithoutFiles.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-full-'));
  await Promise.all(['disk', 'after'].map((name) => mkdir(join(folder, name))));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs a script in a mount namespace of its own: nobody else sees its small disk, and it goes with the script. */
const mounted = (script: string): Promise<string> => {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return shell('unshare', ...asRoot, '--mount', 'sh', '-ec', script);
};

const shell = async (command: string, ...options: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(command, options, {
    env: { ...process.env, folder },
  });
  return stdout;
};

describe('a disk that is full', () => {
  it('stops the journal with what to do, keeps every trial that it had kept, and goes on elsewhere', async () => {
    const output = await mounted(
      `mount -t tmpfs -o size=64k none "$folder/disk"; ${NODE} ${UNTIL_FULL} "$folder/disk/trials.ndjson"; cp "$folder"/disk/* "$folder/after"`,
    );
    const lines = output.trimEnd().split('\n');
    const kept = lines.slice(0, -1).length;
    expect(kept).toBeGreaterThan(50);
    expect(lines.at(-1)).toMatch(
      /^StorageError: the trial cluster-2-browse #\d+ .* could not be kept: ENOSPC.*free some space/,
    );

    const path = join(folder, 'after/trials.ndjson');
    const all = Array.from({ length: kept }, (_, index) => trialOf(index + 1));
    expect(await readJournal(path)).toMatchObject({ trials: all, torn: null });
    {
      await using journal = await openJournal(path);
      await journal.append(trialOf(kept + 1));
    }
    expect((await readJournal(path)).trials).toHaveLength(kept + 1);
  });
});

describe('a process that may open no more files', () => {
  it('keeps its trials all the same, and is told what to do where it needs another file', async () => {
    const files = '"$folder/trials.ndjson" "$folder/other.ndjson"';
    const output = await shell('bash', '-c', `ulimit -n 100; ${NODE} ${WITHOUT_FILES} ${files}`);
    expect(output).toMatch(/^kept\nStorageError: .*EMFILE.*ulimit -n/);
    expect((await readJournal(join(folder, 'trials.ndjson'))).trials).toHaveLength(2);
  });
});

describe('a journal', () => {
  it('is in the order of its lines, also where the clock was put back', async () => {
    const path = join(folder, 'trials.ndjson');
    const times = [
      '2026-03-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00.000Z',
    ];
    const trials = times.map((startedAt, index) => ({ ...trialOf(index + 1), startedAt }));
    {
      await using journal = await openJournal(path);
      for (const trial of trials) await journal.append(trial);
    }
    expect((await readJournal(path)).trials).toEqual(trials);
  });

  it('whose count was damaged says so, and what to do', async () => {
    const path = join(folder, 'trials.ndjson');
    {
      await using journal = await openJournal(path);
      await journal.append(trialOf(1));
    }
    await appendFile(`${path}.count`, 'x');
    await expect(readJournal(path)).rejects.toThrow(/trials\.ndjson\.count is damaged; restore it/);
    await rm(`${path}.count`);
    expect((await readJournal(path)).trials).toHaveLength(1);
  });
});
