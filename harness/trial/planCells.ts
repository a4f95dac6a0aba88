import type { Target } from '../../targets/target.ts';
import { nearest } from '../experiment/nearest.ts';
import { cellsOf } from '../experiment/plan.ts';
import { ExperimentError } from '../experiment/read.ts';
import { raisedBudget } from '../model/budget.ts';
import type { Experiment, TopologySweep } from '../model/experiment.ts';
import { type DeploymentPlan, containersOf } from '../model/plan.ts';
import type { PlannedCell } from '../model/run.ts';
import { withGenerator } from './generator.ts';

const oneOf = (what: string, name: string, known: readonly string[]): string => {
  const meant = nearest(name, known);
  return `unknown ${what} \`${name}\`: ${meant ? `did you mean \`${meant}\`?` : `known are ${known.join(', ')}`}`;
};

const sweepsOf = ({ topologies, offered, wallTest }: Experiment): readonly TopologySweep[] => [
  ...topologies,
  ...(offered?.topologies ?? []),
  ...wallTest,
];

/** What the target does not know of an experiment's names and scales. */
const mistakes = (experiment: Experiment, target: Target): readonly string[] => [
  ...(target.scenarios[experiment.scenario]
    ? []
    : [oneOf('scenario', experiment.scenario, Object.keys(target.scenarios))]),
  ...sweepsOf(experiment).flatMap(({ topology: name, scales }) => {
    const topology = target.topologies[name];
    if (!topology) return [oneOf('topology', name, Object.keys(target.topologies))];
    return scales
      .filter((scale) => scale < topology.minimumScale || scale > topology.maximumScale)
      .map(
        (scale) =>
          `${name} can't have ${scale} nodes: it takes ${topology.minimumScale} to ${topology.maximumScale}`,
      );
  }),
];

const quotaCores = (plan: DeploymentPlan): number =>
  containersOf(plan).reduce((sum, container) => sum + container.cpuCores, 0);

/**
 * The deployment of every cell.
 * @throws {ExperimentError} with all unknown names, impossible scales, and cells whose quotas add up
 * to more than `hostCpuCores`: such a run would measure the machine.
 * @throws {BudgetError}
 */
export const planCells = (
  experiment: Experiment,
  target: Target,
  hostCpuCores: number,
): readonly PlannedCell[] => {
  const wrong = mistakes(experiment, target);
  if (wrong.length > 0) throw new ExperimentError(wrong.join('\n'));
  const cells = cellsOf(experiment).map((cell) => {
    const topology = target.topologies[cell.topology];
    if (!topology) throw new ExperimentError(`unknown topology \`${cell.topology}\``);
    const budget = raisedBudget(experiment.budget, cell.raised);
    return { cell, plan: withGenerator(topology.plan(cell.scale, budget), budget) };
  });
  const tooLarge = cells.filter(({ plan }) => quotaCores(plan) > hostCpuCores);
  if (tooLarge.length > 0)
    throw new ExperimentError(
      tooLarge
        .map(
          ({ cell, plan }) =>
            `${cell.id} needs ${quotaCores(plan).toFixed(2)} CPU cores and the engine's machine has ${hostCpuCores}: it would measure the machine; use smaller quotas or fewer nodes`,
        )
        .join('\n'),
    );
  return cells;
};
