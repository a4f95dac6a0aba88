import { type FileHandle, appendFile, open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Trial } from '../model/trial.ts';

/** A journal that can't be trusted; the message names the file and line. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** `{"crc32": of the trial's JSON, "trial": …}`: a line that was cut or altered is told from a whole one. */
const lineOf = (trial: Trial): string => {
  const json = JSON.stringify(trial);
  return `{"crc32":${crc32(json)},"trial":${json}}\n`;
};

/** Trials of a run, a line each, on disk the moment they have ended. */
export interface Journal extends AsyncDisposable {
  /** Resolves once the trial is on the disk. */
  readonly append: (trial: Trial) => Promise<void>;
}

/**
 * Opens a journal to append to. A torn last line is moved to `<path>.torn` first: with another
 * line behind it, it would be damage.
 */
export const openJournal = async (path: string): Promise<Journal> => {
  const file: FileHandle = await open(path, 'a+');
  await setTornAside(file, path);
  return {
    append: async (trial) => {
      await file.appendFile(lineOf(trial));
      await file.sync();
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
};

const setTornAside = async (file: FileHandle, path: string): Promise<void> => {
  const bytes = await file.readFile();
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole === bytes.length) return;
  await appendFile(`${path}.torn`, `${bytes.subarray(whole).toString()}\n`);
  await file.truncate(whole);
};

const trialIn = (line: string): Trial | null => {
  const [, sum, json] = /^\{"crc32":(\d+),"trial":(.*)\}$/.exec(line) ?? [];
  return json !== undefined && crc32(json) === Number(sum) ? (JSON.parse(json) as Trial) : null;
};

/** What a journal holds; `torn` is a last line that a killed process left unfinished. */
export interface JournalContent {
  readonly trials: readonly Trial[];
  readonly torn: string | null;
}

/** @throws {JournalError} where any line but the last is damaged. */
export const parseJournal = (text: string, path: string): JournalContent => {
  const lines = text.split('\n');
  const tail = lines.pop() ?? '';
  const trials = lines.map((line, index) => {
    const trial = trialIn(line);
    if (!trial)
      throw new JournalError(
        `${path}:${index + 1}: this line is damaged (its checksum is wrong); restore the file from a copy, or remove the line and lose its trial`,
      );
    return trial;
  });
  return { trials, torn: tail === '' ? null : tail };
};

export const readJournal = async (path: string): Promise<JournalContent> =>
  parseJournal(await readFile(path, 'utf8'), path);
