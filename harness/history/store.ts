import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../model/failure.ts';
import { HistoryError, lineOf, linesIn, type Lines } from './line.ts';
import { type Identity, whileLocked } from './lock.ts';
import type { Entry } from './night.ts';

/** The files of a history's folder. */
const FILES = {
  /** An entry a line, appended. */
  nights: 'nights.ndjson',
  /** How many entries were written: a file that lost whole lines is told from a shorter one. */
  head: 'head.json',
  lock: 'lock',
} as const;

export interface History {
  readonly length: number;
  /** Each entry is parsed when it is reached: a night reads some fifteen of thousands. */
  readonly newestFirst: Iterable<Entry>;
  /** What was set aside, for the reader to know. */
  readonly warnings: readonly string[];
}

const fileOrNull = async (path: string): Promise<Buffer | null> => {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new HistoryError(`${path} can't be read: ${messageOf(error)}`, { cause: error });
  }
};

const headOf = async (folder: string): Promise<number> => {
  const path = join(folder, FILES.head);
  const text = await fileOrNull(path);
  if (text === null) return 0;
  const [, entries] = /^\{"entries":(\d+)\}\n$/.exec(text.toString()) ?? [];
  if (entries === undefined)
    throw new HistoryError(`${path} is damaged; restore the folder from a copy`);
  return Number(entries);
};

const readLines = async (folder: string): Promise<Lines> => {
  const path = join(folder, FILES.nights);
  // The head first: an entry that is appended in between is in the file and not missing from it.
  const written = await headOf(folder);
  const lines = linesIn((await fileOrNull(path)) ?? Buffer.alloc(0), path);
  const found = lines.entries.length + (lines.torn ? 1 : 0);
  if (found < written)
    throw new HistoryError(
      `${path} holds ${found} entries of the ${written} that were written: it was cut off or replaced; restore it from a copy`,
    );
  return lines;
};

function* newestFirst(entries: readonly Buffer[]): Generator<Entry> {
  for (let index = entries.length - 1; index >= 0; index -= 1)
    yield JSON.parse((entries[index] as Buffer).toString()) as Entry;
}

/**
 * @returns an empty history only where the folder never held one.
 * @throws {HistoryError} where it did and anything but an unfinished last line can't be read.
 */
export const readHistory = async (folder: string): Promise<History> => {
  const { entries, torn } = await readLines(folder);
  return {
    length: entries.length,
    newestFirst: { [Symbol.iterator]: () => newestFirst(entries) },
    warnings: torn
      ? [
          `${join(folder, FILES.nights)}: the last line was cut off (${torn.length} bytes) and is set aside: its night is lost`,
        ]
      : [],
  };
};

/** Written, and on the disk. */
const writeSynced = async (path: string, text: string, flags: 'a' | 'w'): Promise<void> => {
  const file = await open(path, flags);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

const replaceSynced = async (path: string, text: string): Promise<void> => {
  await writeSynced(`${path}.part`, text, 'w');
  await rename(`${path}.part`, path);
};

/** Keeps what a killed process left of a line beside the file, and lets the file end with a whole one. */
const setTornAside = async (path: string, { torn, wholeBytes }: Lines): Promise<void> => {
  if (!torn) return;
  await writeFile(`${path}.torn-at-${wholeBytes}`, torn);
  await truncate(path, wholeBytes);
};

/**
 * Appends an entry; resolves once they are on the disk.
 * @throws {HistoryError} and writes nothing where the history can't be read or stays locked.
 */
export const appendEntry = async (
  folder: string,
  entry: Entry,
  identity: Identity,
  waitMs?: number,
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const path = join(folder, FILES.nights);
  await whileLocked(
    join(folder, FILES.lock),
    identity,
    async (stillHeld) => {
      const lines = await readLines(folder);
      const sequence = lines.entries.length + 1;
      await stillHeld();
      await setTornAside(path, lines);
      const newline = lines.endsWithNewline ? '' : '\n';
      await writeSynced(path, `${newline}${lineOf(entry, sequence)}`, 'a');
      await replaceSynced(join(folder, FILES.head), `{"entries":${sequence}}\n`);
    },
    waitMs,
  );
};

const hashOf = (json: string): string =>
  createHash('sha256').update(json).digest('hex').slice(0, 16);

/** Keeps JSON under the hash of its content. @returns the hash. */
export const keepByHash = async (folder: string, kind: string, value: unknown): Promise<string> => {
  const json = JSON.stringify(value);
  const hash = hashOf(json);
  await mkdir(join(folder, kind), { recursive: true });
  await replaceSynced(join(folder, kind, `${hash}.json`), json);
  return hash;
};

/** @returns null where it is not there. @throws {HistoryError} where it is not what was kept. */
export const keptByHash = async (folder: string, kind: string, hash: string): Promise<unknown> => {
  const path = join(folder, kind, `${hash}.json`);
  const json = (await fileOrNull(path))?.toString() ?? null;
  if (json === null) return null;
  if (hashOf(json) !== hash)
    throw new HistoryError(`${path} is damaged; restore the folder from a copy`);
  return JSON.parse(json);
};
