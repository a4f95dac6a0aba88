import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { cellsOf } from './plan.ts';
import { PROFILES, type ProfileName } from './profiles.ts';
import { ExperimentError, readExperiment } from './read.ts';

const MUTANTS = 10_000;
const NAMES = Object.keys(PROFILES) as ProfileName[];

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
  .tuple(fc.constantFrom(...NAMES), fc.array(mutation, { minLength: 1, maxLength: 5 }))
  .map(([profile, mutations]) => ({
    profile,
    text: mutations.reduce((text, mutate) => mutate(text), stringify(PROFILES[profile])),
  }));

const EVERY_LINE_HAS_ITS_PLACE = /^(x\.yaml:\d+:\d+: [^\n]+(\n|$))+$/;

describe('an experiment file in which anything may be wrong', () => {
  it('is a plan or a message with the place of every mistake, and never anything else', () => {
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
