import { crc32 } from 'node:zlib';
import type { Owner } from '../engine/docker/owner.ts';
import type { Experiment } from '../model/experiment.ts';
import type { KneeProfile } from '../model/kneeProfile.ts';
import type { Trial } from '../model/trial.ts';
import { trialOfNow } from './earlierRuns.ts';

/** A journal that can't be trusted; the message names the file and line. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/** A trial that is about to be made: written before anything of it is on the engine. */
export interface Intent {
  /** Id of the cell. */
  readonly cell: string;
  readonly repetition: number;
  readonly attempt: number;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** One process that worked at the run, from `startedAt` (ISO 8601) on. */
export interface Session {
  readonly startedAt: string;
  readonly owner: Owner;
}

/** What a line of a journal says. */
export type JournalRecord =
  | { readonly kind: 'plan'; readonly run: string; readonly experiment: Experiment }
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'intent'; readonly intent: Intent }
  | { readonly kind: 'trial'; readonly trial: Trial }
  | { readonly kind: 'knee-profile'; readonly profile: KneeProfile };

/**
 * `{"crc32": of the record's JSON, "record": {"number": 1, 2, …, "kind": …}}`: a line that was cut or
 * altered is told from a whole one by its checksum, one that is missing, twice or elsewhere by its number.
 */
export const lineOf = (record: JournalRecord, number: number): string => {
  const json = JSON.stringify({ number, ...record });
  return `{"crc32":${crc32(json)},"record":${json}}\n`;
};

/** As `lineOf` wrote it, or as version 0.1.0 did: trials only, without numbers. */
const LINE = /^\{"crc32":(\d+),"(record|trial)":(.*)\}$/;

interface Numbered {
  /** Null in a journal of an earlier version. */
  readonly number: number | null;
  readonly record: JournalRecord;
}

const recordIn = (line: string): Numbered | null => {
  const [, sum, key, json] = LINE.exec(line) ?? [];
  if (json === undefined || crc32(json) !== Number(sum)) return null;
  if (key === 'trial')
    return {
      number: null,
      record: { kind: 'trial', trial: trialOfNow(JSON.parse(json) as Trial) },
    };
  const { number, ...record } = JSON.parse(json) as { number: number } & JournalRecord;
  return { number, record };
};

/** What a journal holds; `torn` is a last line that a killed process left unfinished. */
export interface JournalContent {
  readonly records: readonly JournalRecord[];
  readonly trials: readonly Trial[];
  readonly torn: string | null;
}

const REMEDY = 'restore the file from a copy, or start a new run';

/** Pure. @throws {JournalError} where any line but an unfinished last one is damaged or out of place. */
export const parseJournal = (text: string, path: string): JournalContent => {
  const lines = text.split('\n');
  const tail = lines.pop() ?? '';
  let numbered = false;
  const records = lines.map((line, index) => {
    const found = recordIn(line);
    const damaged = (what: string) =>
      new JournalError(`${path}:${index + 1}: this line ${what}; ${REMEDY}`);
    if (!found) throw damaged('is damaged (its checksum is wrong)');
    if (found.number === null ? numbered : found.number !== index + 1)
      throw damaged(`is out of place: it was written as number ${found.number ?? 'none'}`);
    numbered = found.number !== null;
    return found.record;
  });
  return {
    records,
    trials: records.flatMap((record) => (record.kind === 'trial' ? [record.trial] : [])),
    torn: tail === '' ? null : tail,
  };
};

/**
 * Pure. A file that lost whole lines at its end is told from one that never had them.
 * @param written how many records were written, as `countFile` says.
 * @throws {JournalError}
 */
export const refuseLost = (
  { records }: JournalContent,
  written: number,
  path: string,
  countFile: string,
): void => {
  if (records.length < written)
    throw new JournalError(
      `${path} holds ${records.length} whole records of the ${written} that were written: it was cut off or replaced; ` +
        `restore it from a copy, or remove ${countFile} to go on without them`,
    );
};
