import { constants } from 'node:fs';
import { appendFile, type FileHandle, open, readFile } from 'node:fs/promises';
import type { Trial } from '../model/trial.ts';
import {
  type Intent,
  type JournalContent,
  JournalError,
  type JournalRecord,
  lineOf,
  parseJournal,
  refuseLost,
} from './journalLine.ts';
import { stored } from './storage.ts';

/** What happened in a run, a line each, on the disk the moment it is known. */
export interface Journal extends AsyncDisposable {
  /** Resolves once the record is on the disk. @throws {StorageError | JournalError} */
  readonly write: (record: JournalRecord) => Promise<void>;
  readonly begin: (intent: Intent) => Promise<void>;
  readonly append: (trial: Trial) => Promise<void>;
}

/** Beside a journal: how many records were written, so that one which lost whole lines is told. */
const countPath = (path: string): string => `${path}.count`;
const COUNT_DIGITS = 12;
const countText = (count: number): string => `${String(count).padStart(COUNT_DIGITS, '0')}\n`;

/** @returns null where there is none: a journal of an earlier version, or one that was never opened. */
const readCount = async (path: string): Promise<number | null> => {
  const text = await readFile(countPath(path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  // Empty where a process was killed when it had just made it.
  if (text === null || text === '') return null;
  if (text.length !== COUNT_DIGITS + 1 || countText(Number(text)) !== text)
    throw new JournalError(
      `${countPath(path)} is damaged; restore it from a copy, or remove it where ${path} is known to be whole`,
    );
  return Number(text);
};

/** @throws {JournalError} where it is damaged or has fewer records than were written. */
export const readJournal = async (path: string): Promise<JournalContent> => {
  // The count first: a record that is appended in between is in the file, and not missing from it.
  const written = await readCount(path);
  const content = parseJournal(await readFile(path, 'utf8'), path);
  refuseLost(content, written ?? 0, path, countPath(path));
  return content;
};

/**
 * Opens a journal to append to, and makes it where there is none. A torn last line is moved to
 * `<path>.torn` first: with another line behind it, it would be damage.
 *
 * @throws {JournalError} where what it holds can't be trusted.
 */
export const openJournal = async (path: string): Promise<Journal> => {
  const file = await stored(path, open(path, 'a+'));
  try {
    const { records } = await readJournal(path);
    const wholeBytes = await setTornAside(file, path);
    const counter = await openCount(path, records.length);
    return appending({ path, file, counter, records: records.length, wholeBytes });
  } catch (error) {
    await file.close();
    throw error;
  }
};

/** Never cut off first: killed in between, it would tell of no records. */
const openCount = async (path: string, count: number): Promise<FileHandle> => {
  const counter = await stored(
    countPath(path),
    open(countPath(path), constants.O_RDWR | constants.O_CREAT, 0o644),
  );
  await stored(countPath(path), counter.write(countText(count), 0));
  await stored(countPath(path), counter.sync());
  return counter;
};

/** @returns how many bytes of whole lines the file has. */
const setTornAside = async (file: FileHandle, path: string): Promise<number> => {
  const bytes = await readFile(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole === bytes.length) return whole;
  await stored(`${path}.torn`, appendFile(`${path}.torn`, `${bytes.subarray(whole).toString()}\n`));
  await stored(path, file.truncate(whole));
  return whole;
};

const wordsFor = (record: JournalRecord): string => {
  switch (record.kind) {
    case 'trial':
      return `the trial ${record.trial.cell.id} #${record.trial.repetition}`;
    case 'intent':
      return `the beginning of the trial ${record.intent.cell} #${record.intent.repetition}`;
    case 'knee-profile':
      return `the profile of ${record.profile.cellId}`;
    default:
      return `the run's ${record.kind}`;
  }
};

const appending = (opened: {
  readonly path: string;
  readonly file: FileHandle;
  readonly counter: FileHandle;
  readonly records: number;
  readonly wholeBytes: number;
}): Journal => {
  const { path, file, counter } = opened;
  let { records, wholeBytes } = opened;

  const write = async (record: JournalRecord): Promise<void> => {
    if ((await file.stat()).size !== wholeBytes)
      throw new JournalError(
        `${path} was changed by another process; does one go on with the same run? Stop it, then use --resume`,
      );
    const line = Buffer.from(lineOf(record, records + 1));
    try {
      await stored(`${wordsFor(record)} (${path})`, file.appendFile(line));
      await stored(`${wordsFor(record)} (${path})`, file.sync());
    } catch (error) {
      // What a full disk took of the line; were that to fail too, the line is torn and set aside later.
      await file.truncate(wholeBytes).catch(() => {});
      throw error;
    }
    wholeBytes += line.length;
    records += 1;
    // In place, so that no full disk refuses it. Not synced: it may lag behind the journal, never lead.
    await stored(countPath(path), counter.write(countText(records), 0));
  };

  return {
    write,
    begin: (intent) => write({ kind: 'intent', intent }),
    append: (trial) => write({ kind: 'trial', trial }),
    [Symbol.asyncDispose]: async () => {
      await Promise.all([file.close(), counter.close()]);
    },
  };
};
