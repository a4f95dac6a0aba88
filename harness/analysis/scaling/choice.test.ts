import { describe, expect, it } from 'vitest';
import { LAWLESS_CURVES, PLANTED_CURVES, scoreCurve } from '../fixtures/plantedCurves.ts';
import { chooseLaw } from './choice.ts';
import { findKnee } from './findKnee.ts';

/** `scripts/bench-analysis` does the same over 500 runs a curve. */
const RUNS = 20;

describe('planted curves', () => {
  const scores = PLANTED_CURVES.map((curve) => scoreCurve(curve, RUNS));
  const mean = (key: 'right' | 'kneeWithinOne'): number =>
    scores.reduce((sum, score) => sum + (score[key] ?? 0), 0) / scores.length;

  it('the right law is chosen, or called indistinguishable from the chosen, in 90 %', () => {
    expect(mean('right')).toBeGreaterThanOrEqual(0.95);
    for (const score of scores) expect(score.right, score.curve).toBeGreaterThanOrEqual(0.9);
  });

  it('a bottleneck is taken for nothing else', () => {
    for (const score of scores.filter(({ curve }) => curve.startsWith('bottleneck'))) {
      expect(score.chosen, score.curve).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('the knee is within one node in 97 %, on the worst curve in 90 %', () => {
    expect(mean('kneeWithinOne')).toBeGreaterThanOrEqual(0.97);
    for (const score of scores)
      expect(score.kneeWithinOne, score.curve).toBeGreaterThanOrEqual(0.9);
  });
});

describe('curves of no law', () => {
  it.each(LAWLESS_CURVES)('$name is refused', (curve) => {
    expect(scoreCurve(curve, 5).refused).toBe(1);
  });
});

describe('the prototype of the shop', () => {
  // Three runs each on a quota-bound database; the two-node point is above twice the first.
  const measured: Readonly<Record<number, readonly number[]>> = {
    1: [307, 305, 280],
    2: [747, 760, 859],
    3: [734, 725, 717],
    4: [733, 771, 719],
    6: [684, 702, 706],
    8: [750, 778, 834],
  };
  const trials = Object.entries(measured).flatMap(([n, runs]) =>
    runs.map((throughput) => ({ n: Number(n), throughput })),
  );

  const law = chooseLaw(trials, 'relative');

  it('lies nearest to a bottleneck, and its second point too far off to call it one', () => {
    const errors = new Map(
      law.choice.candidates.map(({ name, crossValidationError }) => [name, crossValidationError]),
    );
    expect(errors.get('bottleneck')).toBeLessThan((errors.get('usl') ?? 0) / 1.5);
    expect(law.choice.chosen).toBeNull();
    expect(law.choice.reason).toEqual({ kind: 'no-law-fits' });
  });

  it('has a knee at two nodes all the same', () => {
    expect(findKnee(law, trials)).toMatchObject({
      knee: { value: 2, low: 1, high: 2 },
      stopAtNodes: 2,
      kneeBasis: 'points',
    });
  });
});

describe('too little data', () => {
  it('no law is fitted to three different N', () => {
    const { choice } = chooseLaw(
      [1, 2, 3].map((n) => ({ n, throughput: n })),
      'relative',
    );
    expect(choice.chosen).toBeNull();
    expect(choice.reason.kind).toBe('too-few-points-for-a-law');
  });

  it('nothing at all is no law either', () => {
    expect(chooseLaw([], 'relative').choice.chosen).toBeNull();
  });
});
