import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from './plan.ts';
import { PROFILES, type ProfileName } from './profiles.ts';
import { ExperimentError, readExperiment } from './read.ts';

const MUTANTS = 10_000;
const NAMES = Object.keys(PROFILES) as ProfileName[];

const FILES = [
  'name: a bigger database\ntopologies: { cluster: [1, 2, 4, 8], split: [5, 8] }\ndatabase: { cpu: 0.4 }\ntrials: 3\n',
  'node:\n  cpu: 0.1\n  memory: 192MiB\nscenario: browse\nseed: 1\ntiming:\n  settle: 2s\n  measure: 0.5 min\n',
  'slo: { p99: 500ms, errors: 0.01 }\noffered:\n  topologies: { single: [1] }\n  rates: [10, 20]\nwallTest: { cluster: [6] }\n',
];

/** What people and broken editors write in the place of what was meant. */
const PIECES = [
  '{ } [ ] : ,  # " \' | > & * ? - ! % @ ` &a *a !!binary !!js/function %YAML --- ... <<: *a',
  'null ~ true .inf .nan -1 0 1e999 0x10 999999999999999999999999999999 5parsecs',
].flatMap((words) => words.split(' '));
const LINES = [
  '__proto__: {}',
  'constructor: 1',
  'trails: 3',
  'trials: [1]',
  'topologies: 7',
  'topologies: { cluster: [2, 2] }',
  'node: { cpu: "0.1" }',
  'offered: {}',
  'seed: 1.5',
  '? [a, b]\n: c',
  '&a x: *a',
];

type Mutation = (text: string) => string;

const at = (text: string, share: number): number => Math.floor(share * (text.length + 1));
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc
    .tuple(
      share,
      fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...LINES), fc.string({ maxLength: 8 })),
    )
    .map(
      ([where, piece]): Mutation =>
        (text) => {
          const index = at(text, where);
          return text.slice(0, index) + piece + text.slice(index);
        },
    ),
  fc.tuple(share, fc.nat(40)).map(
    ([where, length]): Mutation =>
      (text) => {
        const index = at(text, where);
        return text.slice(0, index) + text.slice(index + length);
      },
  ),
  fc.tuple(share, share).map(
    ([first, second]): Mutation =>
      (text) => {
        const lines = text.split('\n');
        const [one, other] = [first, second].map((each) => Math.floor(each * lines.length));
        return lines.with(one ?? 0, lines[other ?? 0] ?? '').join('\n');
      },
  ),
  fc.tuple(share, fc.nat(0xff)).map(
    ([where, code]): Mutation =>
      (text) => {
        const index = at(text, where);
        return text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1);
      },
  ),
);

const mutant = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom(...FILES),
    fc.array(mutation, { minLength: 1, maxLength: 4 }),
  )
  .map(([profile, file, mutations]) => ({
    profile,
    text: mutations.reduce((text, mutate) => mutate(text), file),
  }));

const EVERY_LINE_HAS_ITS_PLACE = /^(x\.yaml:\d+:\d+: [^\n]+(\n|$))+$/;

describe('an experiment file in which anything may be wrong', () => {
  it('is a plan or a message with the place of every mistake, and never anything else', {
    timeout: 60_000,
  }, () => {
    const seen = { plans: 0, refused: 0 };
    fc.assert(
      fc.property(mutant, ({ profile, text }) => {
        try {
          const experiment = readExperiment(text, 'x.yaml', profile);
          expect(cellsOf(experiment).length).toBeGreaterThan(0);
          seen.plans += 1;
        } catch (error) {
          if (!(error instanceof ExperimentError)) throw error;
          expect(error.message).toMatch(EVERY_LINE_HAS_ITS_PLACE);
          seen.refused += 1;
        }
      }),
      { numRuns: MUTANTS, seed: 6 },
    );
    // Neither is rare: the mutants try both ways out.
    expect(seen.plans).toBeGreaterThan(MUTANTS / 20);
    expect(seen.refused).toBeGreaterThan(MUTANTS / 20);
  });
});
