import { crc32 } from 'node:zlib';
import type { Entry } from './night.ts';

/** A history that can't be trusted or reached; the message names the file, the line and the remedy. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

const SCHEMA_VERSION = 1;
const NEWLINE = 10;
const CLOSING_BRACE = 125;

/** The sequence is in the sum, so that a line that moved is told from one in its place. */
const sumOf = (entry: string | Uint8Array, sequence: number): number =>
  crc32(entry, crc32(String(sequence)));

/** @param sequence 1, 2, … in the order of the file, which no clock decides */
export const lineOf = (entry: Entry, sequence: number): string => {
  const json = JSON.stringify(entry);
  return `{"schemaVersion":${SCHEMA_VERSION},"sequence":${sequence},"crc32":${sumOf(json, sequence)},"entry":${json}}\n`;
};

const HEAD = /^\{"schemaVersion":(\d+),"sequence":(\d+),"crc32":(\d+),"entry":/;
/** Longer than any line's head. */
const HEAD_BYTES = 100;

/** The JSON of an entry, or why the line is none. */
type Line = { readonly json: Buffer } | { readonly wrong: string };

const lineIn = (line: Buffer, sequence: number): Line => {
  const head = HEAD.exec(line.toString('latin1', 0, HEAD_BYTES));
  if (!head) return { wrong: 'is no line of a history' };
  if (Number(head[1]) > SCHEMA_VERSION)
    return {
      wrong: `has schema version ${head[1]}: it was written by a newer Plateau; use that one`,
    };
  const json = line.subarray(head[0].length, -1);
  const found = Number(head[2]);
  const whole = Number(head[1]) === SCHEMA_VERSION && line.at(-1) === CLOSING_BRACE;
  if (!whole || sumOf(json, found) !== Number(head[3]))
    return { wrong: 'is damaged: its checksum is wrong' };
  return found === sequence
    ? { json }
    : {
        wrong: `is entry ${found} where entry ${sequence} belongs: lines are missing, doubled or moved`,
      };
};

/** All entries of a file, checked; parsed only when they are asked for. */
export interface Lines {
  /** JSON of each entry, in the order of the file. */
  readonly entries: readonly Buffer[];
  /** Bytes of the file up to the last whole entry. */
  readonly wholeBytes: number;
  /** False where only the last entry's newline was not written any more. */
  readonly endsWithNewline: boolean;
  /** What a killed process left of a last line; null where the file ends well. */
  readonly torn: Buffer | null;
}

/** @throws {HistoryError} where any line but an unfinished last one can't be trusted. */
export const linesIn = (file: Buffer, path: string): Lines => {
  const entries: Buffer[] = [];
  let start = 0;
  for (let end = file.indexOf(NEWLINE); end >= 0; end = file.indexOf(NEWLINE, start)) {
    const line = lineIn(file.subarray(start, end), entries.length + 1);
    if ('wrong' in line)
      throw new HistoryError(
        `${path}:${entries.length + 1} ${line.wrong}. Nothing is judged against half a history: restore the file from a copy`,
      );
    entries.push(line.json);
    start = end + 1;
  }
  const rest = file.subarray(start);
  if (rest.length === 0) return { entries, wholeBytes: start, endsWithNewline: true, torn: null };
  const last = lineIn(rest, entries.length + 1);
  if ('wrong' in last) return { entries, wholeBytes: start, endsWithNewline: true, torn: rest };
  entries.push(last.json);
  return { entries, wholeBytes: file.length, endsWithNewline: false, torn: null };
};
