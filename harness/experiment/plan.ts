import { type Cell, cellId } from '../model/cell.ts';
import type { Experiment } from '../model/experiment.ts';
import { seededRandom, shuffled } from '../model/random.ts';

export const cellsOf = (experiment: Experiment): readonly Cell[] =>
  experiment.topologies.flatMap(({ topology, scales }) =>
    scales.map((scale) => ({
      id: cellId(topology, scale, experiment.scenario),
      topology,
      scale,
      scenario: experiment.scenario,
    })),
  );

export interface TrialSlot {
  readonly cell: Cell;
  readonly repetition: number;
}

/**
 * Every trial in the order it runs: each repetition takes all cells once, shuffled anew by the seed,
 * so that a machine which slows down over the hours slows all topologies alike.
 */
export const trialOrder = (experiment: Experiment): readonly TrialSlot[] => {
  const random = seededRandom(experiment.seed);
  return Array.from({ length: experiment.trials }, (_, index) =>
    shuffled(cellsOf(experiment), random).map((cell) => ({ cell, repetition: index + 1 })),
  ).flat();
};
