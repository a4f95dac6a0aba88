import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProvablyDead, type Owner, thisProcess } from '../engine/docker/owner.ts';
import { seededRandom } from '../model/random.ts';
import { measured } from './fixtures/nights.ts';
import { HistoryError } from './line.ts';
import type { Acceptance, Entry } from './night.ts';
import { appendEntry, keepByHash, keptByHash, readHistory } from './store.ts';

const identity = {
  self: 'this test',
  isProvablyDead: (owner: unknown) =>
    typeof owner === 'string'
      ? owner === 'a dead process'
      : isProvablyDead(owner as Owner, thisProcess()),
};
const entry = (night: string): Acceptance => ({
  kind: 'acceptance',
  night,
  reason: 'größer',
  at: '',
});

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-history-'));
  path = join(folder, 'nights.ndjson');
});
afterEach(() => rm(folder, { recursive: true }));

const nightsOf = async (): Promise<readonly string[]> =>
  [...(await readHistory(folder)).newestFirst]
    .map((each) => (each.kind === 'acceptance' ? each.night : each.id))
    .toReversed();

const night = (id: string, startedAt: string): Entry => {
  const decision = {
    status: 'passed',
    reasons: [],
    judged: [],
    suspects: [],
    confirmation: null,
  } as const;
  return { ...measured(id, {}, { startedAt }), kind: 'night', decision, attribution: null };
};

const append = async (...nights: readonly string[]): Promise<void> => {
  for (const night of nights) await appendEntry(folder, entry(night), identity);
};

describe('a history', () => {
  it('is empty where there never was one, and gives back what was appended', async () => {
    expect(await readHistory(join(folder, 'new'))).toMatchObject({ length: 0, warnings: [] });
    await append('a', 'b');
    expect([...(await readHistory(folder)).newestFirst]).toEqual([entry('b'), entry('a')]);
  });

  it('cut anywhere in its last line goes on without it, says so, and keeps the rest', async () => {
    await append('a', 'b');
    const file = await readFile(path);
    const second = file.indexOf('\n') + 1;
    for (let length = second + 1; length < file.length - 1; length += 1) {
      await writeFile(path, file.subarray(0, length));
      const { length: entries, warnings } = await readHistory(folder);
      expect([entries, warnings.length]).toEqual([1, 1]);
    }
    await append('c');
    expect(await nightsOf()).toEqual(['a', 'c']);
    expect((await readHistory(folder)).warnings).toEqual([]);
    expect(await readdir(folder)).toContain(`nights.ndjson.torn-at-${second}`);
  });

  it('whose last newline alone is missing has lost nothing', async () => {
    await append('a', 'b');
    await writeFile(path, (await readFile(path)).subarray(0, -1));
    expect(await nightsOf()).toEqual(['a', 'b']);
    await append('c');
    expect(await nightsOf()).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['emptied', (file: Buffer) => file.subarray(0, 0)],
    ['cut between two lines', (file: Buffer) => file.subarray(0, file.indexOf('\n') + 1)],
    ['cut in an earlier line', (file: Buffer) => file.subarray(0, file.indexOf('\n') - 3)],
    ['without its first line', (file: Buffer) => file.subarray(file.indexOf('\n') + 1)],
    [
      'with a line twice',
      (file: Buffer) => Buffer.concat([file, file.subarray(file.lastIndexOf('{"schema'))]),
    ],
  ])('%s is an error, never a shorter history', async (_, damage) => {
    await append('a', 'b', 'c');
    await writeFile(path, damage(await readFile(path)));
    await expect(readHistory(folder)).rejects.toThrow(HistoryError);
    await expect(append('d')).rejects.toThrow(path);
  });

  it('that is gone while its head is not is an error', async () => {
    await append('a');
    await rm(path);
    await expect(readHistory(folder)).rejects.toThrow('holds 0 entries of the 1');
  });

  it('with any bit of a whole line flipped is an error', async () => {
    await append('a', 'b');
    const file = await readFile(path);
    const firstLine = file.indexOf('\n');
    for (let index = 0; index <= firstLine; index += 1) {
      const flipped = Buffer.from(file);
      flipped.writeUInt8(flipped.readUInt8(index) ^ (1 << (index % 8)), index);
      await writeFile(path, flipped);
      await expect(readHistory(folder)).rejects.toThrow(HistoryError);
    }
  });

  it('of a newer Plateau is refused by its version', async () => {
    await append('a');
    const line = await readFile(path, 'utf8');
    await writeFile(path, line.replace('"schemaVersion":1', '"schemaVersion":2'));
    await expect(readHistory(folder)).rejects.toThrow('newer Plateau');
  });

  it('keeps its order when the clock is set back', async () => {
    await appendEntry(folder, night('first', '2026-03-02T00:00:00Z'), identity);
    await appendEntry(folder, night('second', '2026-03-01T00:00:00Z'), identity);
    expect(await nightsOf()).toEqual(['first', 'second']);
  });
});

const appender = (name: string, count: number, bytes: number): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(import.meta.dirname, 'fixtures/appender.ts'),
      folder,
      name,
      String(count),
      String(bytes),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );

describe('appending', () => {
  it('from several processes at once loses no entry', { timeout: 90_000 }, async () => {
    const children = ['a', 'b', 'c'].map((name) => appender(name, 20, 200));
    for (const child of children) child.stdout?.resume();
    const ends = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(ends.map(([code]) => code)).toEqual([0, 0, 0]);
    const nights = await nightsOf();
    expect(nights).toHaveLength(60);
    for (const name of ['a', 'b', 'c'])
      expect(nights.filter((night) => night.startsWith(name))).toEqual(
        Array.from({ length: 20 }, (_, index) => `${name}-${index}`),
      );
  });

  it('survives kill -9 at any moment: what was acknowledged is there', {
    timeout: 90_000,
  }, async () => {
    const random = seededRandom(3);
    const acknowledged: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const child = appender(`r${round}`, 10_000, 300_000);
      const after = 1 + Math.floor(random() * 3);
      let seen = 0;
      const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
      const killed = once(child, 'exit');
      lines.on('line', (line) => {
        acknowledged.push(line);
        seen += 1;
        // Some of the way into the next append, which takes milliseconds.
        if (seen === after) setTimeout(() => child.kill('SIGKILL'), random() * 8);
      });
      await Promise.all([killed, once(lines, 'close')]);
      const nights = await nightsOf();
      expect(nights.filter((night) => acknowledged.includes(night))).toEqual(acknowledged);
    }
    await append('afterwards');
    expect((await nightsOf()).at(-1)).toBe('afterwards');
    expect(await readdir(folder)).not.toContain('lock');
  });

  it('breaks the lock of a dead process, waits for a living one and names it', async () => {
    const lock = join(folder, 'lock');
    const held = (owner: string) =>
      writeFile(lock, JSON.stringify({ token: 't', since: '2026-01-01', owner }));
    await held('a dead process');
    await append('a');
    await held('a living process');
    await expect(appendEntry(folder, entry('b'), identity, 100)).rejects.toThrow(
      /locked by "a living process" since 2026-01-01; if that process is gone, remove .*lock/,
    );
    expect(await nightsOf()).toEqual(['a']);
    await rm(lock);
    await append('b');
    expect(await nightsOf()).toEqual(['a', 'b']);
  });
});

describe('what is kept by its hash', () => {
  it('comes back, is missed, or is called damaged', async () => {
    const hash = await keepByHash(folder, 'plans', { scale: 8 });
    expect(await keptByHash(folder, 'plans', hash)).toEqual({ scale: 8 });
    expect(await keptByHash(folder, 'plans', 'none')).toBeNull();
    await writeFile(join(folder, 'plans', `${hash}.json`), '{"scale":9}');
    await expect(keptByHash(folder, 'plans', hash)).rejects.toThrow('damaged');
  });
});
