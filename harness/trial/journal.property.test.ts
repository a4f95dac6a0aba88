import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trialOf } from './fixtures/trialOf.ts';
import {
  type JournalContent,
  JournalError,
  type JournalRecord,
  lineOf,
  parseJournal,
  refuseLost,
} from './journalLine.ts';

const TRIALS = 6;
const ALL = Array.from({ length: TRIALS }, (_, index) => trialOf(index + 1));
const PATH = 'runs/one/trials.ndjson';
const RECORDS: readonly JournalRecord[] = ALL.flatMap((trial) => [
  {
    kind: 'intent',
    intent: { cell: trial.cell.id, repetition: trial.repetition, attempt: 1, startedAt: '' },
  },
  { kind: 'trial', trial },
]);
const whole = Buffer.from(RECORDS.map((record, index) => lineOf(record, index + 1)).join(''));

const contentOf = (bytes: Uint8Array, written: number): JournalContent => {
  const content = parseJournal(Buffer.from(bytes).toString(), PATH);
  refuseLost(content, written, PATH, `${PATH}.count`);
  return content;
};

/** Either every finished trial, or an error that names the file: nothing is lost in silence, nothing crashes. */
const expectAllOrError = (damaged: Uint8Array): void => {
  try {
    expect(contentOf(damaged, RECORDS.length).trials).toEqual(ALL);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    expect(error.message).toContain(PATH);
  }
};

const LINES: readonly string[] = whole.toString().trimEnd().split('\n');
const joined = (some: readonly string[]): Buffer => Buffer.from(`${some.join('\n')}\n`);

describe('a damaged journal gives all its trials or an error', () => {
  it('cut at every byte', () => {
    for (let length = 0; length < whole.length; length += 1)
      expectAllOrError(whole.subarray(0, length));
  });

  it('with bits flipped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(whole.length * 8 - 1), { minLength: 1, maxLength: 4 }),
        (bits) => {
          const damaged = Buffer.from(whole);
          for (const bit of bits) damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          expectAllOrError(damaged);
        },
      ),
      { numRuns: 3_000, seed: 6 },
    );
  });

  it('with lines shuffled, missing and twice', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 * TRIALS - 1), { maxLength: 4 * TRIALS }), (order) =>
        expectAllOrError(joined(order.map((index) => LINES[index] ?? ''))),
      ),
      { numRuns: 1_000, seed: 6 },
    );
    const shuffled = fc.shuffledSubarray([...LINES], { minLength: 2 * TRIALS });
    fc.assert(
      fc.property(shuffled, (some) => expectAllOrError(joined(some))),
      { numRuns: 1_000, seed: 6 },
    );
  });

  it('with anything in the place of a piece', () => {
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(200),
        fc.uint8Array({ maxLength: 200 }),
        (from, length, piece) =>
          expectAllOrError(
            Buffer.concat([whole.subarray(0, from), piece, whole.subarray(from + length)]),
          ),
      ),
      { numRuns: 2_000, seed: 6 },
    );
  });
});

describe('a process that was killed while it appended', () => {
  it('has every trial that was on the disk, wherever its last line was cut', () => {
    const last = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    for (let length = last; length < whole.length; length += 1) {
      const { trials, torn } = contentOf(whole.subarray(0, length), RECORDS.length - 1);
      expect(trials).toEqual(ALL.slice(0, -1));
      expect(torn === null).toBe(length === last);
    }
  });
});
