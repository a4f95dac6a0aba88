import { describe, expect, it } from 'vitest';
import { cellsOf, trialOrder } from './plan.ts';
import { profileExperiment } from './read.ts';

const experiment = profileExperiment('quick');
const ids = (seed: number): readonly string[] =>
  trialOrder({ ...experiment, seed }).map(({ cell, repetition }) => `${cell.id}#${repetition}`);

describe('the order of trials', () => {
  it('takes every cell once in each repetition', () => {
    const order = trialOrder(experiment);
    const cells = cellsOf(experiment).map(({ id }) => id);
    for (let repetition = 1; repetition <= experiment.trials; repetition += 1) {
      const round = order.slice((repetition - 1) * cells.length, repetition * cells.length);
      expect(round.every((slot) => slot.repetition === repetition)).toBe(true);
      expect(round.map(({ cell }) => cell.id).sort()).toEqual([...cells].sort());
    }
  });

  it('is the same for the same seed and another for another', () => {
    expect(ids(5)).toEqual(ids(5));
    expect(ids(5)).not.toEqual(ids(6));
  });

  it('interleaves topologies', () => {
    expect(ids(1)).not.toEqual(cellsOf(experiment).map(({ id }) => `${id}#1`));
  });
});
