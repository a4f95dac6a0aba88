import { type Budget, raisedBudget, squeezedBudget } from '../model/budget.ts';
import { type Cell, RAISABLE, cellOf } from '../model/cell.ts';
import type { Experiment, TopologySweep } from '../model/experiment.ts';
import { seededRandom, shuffled } from '../model/random.ts';
import type { TrialSlot } from '../model/trial.ts';

const swept = (
  sweeps: readonly TopologySweep[],
  cell: (topology: string, scale: number) => readonly Cell[],
): readonly Cell[] =>
  sweeps.flatMap(({ topology, scales }) => scales.flatMap((scale) => cell(topology, scale)));

/** The topologies that are grown, at their smallest scale: there the nodes ask least of what they share. */
const smallestOf = (topologies: readonly TopologySweep[]): readonly TopologySweep[] =>
  topologies
    .filter(({ scales }) => scales.length > 1)
    .map(({ topology, scales }) => ({ topology, scales: [Math.min(...scales)] }));

/** Every cell: those at saturation, in the order of the experiment, then those at offered rates. */
export const cellsOf = (experiment: Experiment): readonly Cell[] => {
  const { topologies, scenario, offered, wallTest, demandTest } = experiment;
  return [
    ...swept(topologies, (topology, scale) => [cellOf(topology, scale, scenario)]),
    ...swept(wallTest, (topology, scale) =>
      RAISABLE.map((raised) => cellOf(topology, scale, scenario, { raised })),
    ),
    ...swept(smallestOf(topologies), (topology, scale) =>
      demandTest.map(({ part }) => cellOf(topology, scale, scenario, { squeezed: part })),
    ),
    ...swept(offered?.topologies ?? [], (topology, scale) => [
      cellOf(topology, scale, scenario, { load: 'offered' }),
    ]),
  ];
};

/** What a cell may use: the experiment's budget, with more of what it raises and less of what it squeezes. */
export const budgetOf = ({ budget, demandTest }: Experiment, cell: Cell): Budget => {
  const squeezed = demandTest.find(({ part }) => part === cell.squeezed);
  return raisedBudget(squeezed ? squeezedBudget(budget, squeezed) : budget, cell.raised);
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
