import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trialOf } from './fixtures/trialOf.ts';
import { openJournal, readJournal } from './journal.ts';
import { JournalError, parseJournal } from './journalLine.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-journal-'));
  path = join(folder, 'trials.ndjson');
  await using journal = await openJournal(path);
  await journal.append(trialOf(1));
  await journal.append(trialOf(2));
});
afterEach(() => rm(folder, { recursive: true }));

const trialsIn = async () => (await readJournal(path)).trials;

describe('a journal', () => {
  it('gives back what was written, also in a second session', async () => {
    const intent = { cell: 'cluster-2-browse', repetition: 3, attempt: 1, startedAt: '' };
    {
      await using journal = await openJournal(path);
      await journal.begin(intent);
      await journal.append(trialOf(3));
    }
    expect(await readJournal(path)).toMatchObject({
      records: [
        { kind: 'trial' },
        { kind: 'trial' },
        { kind: 'intent', intent },
        { kind: 'trial' },
      ],
      trials: [trialOf(1), trialOf(2), trialOf(3)],
      torn: null,
    });
  });

  it('goes on after a torn line, which it keeps aside', async () => {
    await appendFile(path, '{"crc32":12,"rec');
    expect(await readJournal(path)).toMatchObject({ torn: '{"crc32":12,"rec' });
    {
      await using journal = await openJournal(path);
      await journal.append(trialOf(3));
    }
    expect(await trialsIn()).toEqual([trialOf(1), trialOf(2), trialOf(3)]);
    expect(await readFile(`${path}.torn`, 'utf8')).toBe('{"crc32":12,"rec\n');
  });

  it('with an altered line is an error that names it', async () => {
    const text = await readFile(path, 'utf8');
    const altered = text.replace('cluster-2', 'cluster-3');
    expect(() => parseJournal(altered, path)).toThrow(JournalError);
    expect(() => parseJournal(altered, path)).toThrow(`${path}:1: `);
  });

  it('with a line that is missing, twice or elsewhere is an error that names the place', async () => {
    const [first = '', second = ''] = (await readFile(path, 'utf8')).split('\n');
    const refused = (...lines: readonly string[]) =>
      expect(() => parseJournal(lines.map((line) => `${line}\n`).join(''), path));
    refused(second).toThrow(`${path}:1: this line is out of place: it was written as number 2`);
    refused(first, first).toThrow(`${path}:2: this line is out of place`);
    refused(second, first).toThrow(`${path}:1: `);
  });

  it('that lost whole lines at its end is an error, until one says to go on without them', async () => {
    const text = await readFile(path, 'utf8');
    const firstLine = text.indexOf('\n') + 1;
    await writeFile(path, text.slice(0, firstLine));
    await expect(readJournal(path)).rejects.toThrow(
      'holds 1 whole records of the 2 that were written',
    );
    await expect(openJournal(path)).rejects.toThrow(JournalError);
    await rm(`${path}.count`);
    expect(await trialsIn()).toEqual([trialOf(1)]);
  });

  it('refuses to write where another process has written', async () => {
    await using journal = await openJournal(path);
    await using other = await openJournal(path);
    await other.append(trialOf(3));
    await expect(journal.append(trialOf(4))).rejects.toThrow('was changed by another process');
    expect(await trialsIn()).toHaveLength(3);
  });

  it('of an earlier version is read and gone on with', async () => {
    const { attempt: _, probe: __, ...trial } = trialOf(1);
    const { load: ___, raised: ____, ...cell } = trial.cell;
    const json = JSON.stringify({ ...trial, cell });
    await writeFile(path, `{"crc32":${crc32(json)},"trial":${json}}\n`);
    await rm(`${path}.count`);
    {
      await using journal = await openJournal(path);
      await journal.append(trialOf(2));
    }
    expect(await trialsIn()).toEqual([trialOf(1), trialOf(2)]);
  });
});
