import { describe, expect, it } from 'vitest';
import { budgetOf, cellsOf, trialOrder } from './plan.ts';
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

describe('a demand test', () => {
  const tested = {
    ...experiment,
    demandTest: [{ part: 'database', cpuCores: 0.05 }] as const,
  };
  const squeezed = cellsOf(tested).filter((cell) => cell.squeezed !== null);

  it('is one cell more at the smallest scale of each topology that is grown', () => {
    expect(squeezed.map(({ id }) => id)).toEqual([
      'cluster-1-browse-less-database',
      'split-5-browse-less-database',
    ]);
    expect(cellsOf(tested)).toHaveLength(cellsOf(experiment).length + 2);
  });

  it('has less of the one part and all else as it was', () => {
    const { database, ...others } = experiment.budget;
    for (const cell of squeezed)
      expect(budgetOf(tested, cell)).toEqual({
        ...others,
        database: { ...database, cpuCores: 0.05 },
      });
    const unchanged = cellsOf(tested).find((cell) => cell.squeezed === null);
    expect(unchanged && budgetOf(tested, unchanged)).toEqual(experiment.budget);
  });
});
