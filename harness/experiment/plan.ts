import { type Cell, RAISABLE, cellOf } from '../model/cell.ts';
import type { Experiment, TopologySweep } from '../model/experiment.ts';
import { seededRandom, shuffled } from '../model/random.ts';
import type { TrialSlot } from '../model/trial.ts';

const swept = (
  sweeps: readonly TopologySweep[],
  cell: (topology: string, scale: number) => readonly Cell[],
): readonly Cell[] =>
  sweeps.flatMap(({ topology, scales }) => scales.flatMap((scale) => cell(topology, scale)));

/** Every cell: those at saturation, in the order of the experiment, then those at offered rates. */
export const cellsOf = (experiment: Experiment): readonly Cell[] => {
  const { topologies, scenario, offered, wallTest } = experiment;
  return [
    ...swept(topologies, (topology, scale) => [cellOf(topology, scale, scenario)]),
    ...swept(wallTest, (topology, scale) =>
      RAISABLE.map((raised) => cellOf(topology, scale, scenario, { raised })),
    ),
    ...swept(offered?.topologies ?? [], (topology, scale) => [
      cellOf(topology, scale, scenario, { load: 'offered' }),
    ]),
  ];
};

const shuffledRounds = (
  cells: readonly Cell[],
  rounds: number,
  random: () => number,
): readonly TrialSlot[] =>
  Array.from({ length: cells.length === 0 ? 0 : rounds }, (_, index) =>
    shuffled(cells, random).map((cell) => ({ cell, repetition: index + 1 })),
  ).flat();

/**
 * Every deployment in the order it is made: each repetition takes all cells once, shuffled anew by the
 * seed, so that a machine which slows down over the hours slows all topologies alike. Offered cells
 * follow those at saturation, whose throughput decides the rates that are offered.
 */
export const trialOrder = (experiment: Experiment): readonly TrialSlot[] => {
  const random = seededRandom(experiment.seed);
  const cells = cellsOf(experiment);
  const loadedBy = (load: Cell['load']) => cells.filter((cell) => cell.load === load);
  return [
    ...shuffledRounds(loadedBy('saturation'), experiment.trials, random),
    ...shuffledRounds(loadedBy('offered'), experiment.offered?.deployments ?? 0, random),
  ];
};
