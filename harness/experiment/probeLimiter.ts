import { raisedBudget } from '../model/budget.ts';
import type { Budget } from '../model/budget.ts';
import { RAISABLE } from '../model/cell.ts';
import type { Experiment, TopologySweep } from '../model/experiment.ts';
import { ExperimentError } from './read.ts';

/** The most that any topology's containers are given at a scale, the load generator with them. */
const mostCpuCores = (scale: number, { node, database, balancer, generator }: Budget): number =>
  scale * node.cpuCores + database.cpuCores + balancer.cpuCores + generator.cpuCores;

/** Quotas are sums of fractions such as 0.1. */
const TOLERANCE = 1e-9;

/**
 * The experiment with a wall test of each topology that it grows, at the largest of its scales that the
 * engine can still hold with any one resource raised; wall tests that it has already stay as they are.
 * @throws {ExperimentError} where there is no such scale at all
 */
export const withProbedLimiters = (experiment: Experiment, hostCpuCores: number): Experiment => {
  const { topologies, budget, wallTest } = experiment;
  const fits = (scale: number): boolean =>
    RAISABLE.every(
      (raised) =>
        mostCpuCores(scale, raisedBudget(budget, raised)) <= hostCpuCores * (1 + TOLERANCE),
    );
  const tested = new Set(wallTest.map(({ topology }) => topology));
  const added = topologies
    .filter(({ topology, scales }) => scales.length > 1 && !tested.has(topology))
    .map(({ topology, scales }): TopologySweep => {
      const fitting = scales.filter(fits);
      return { topology, scales: fitting.length === 0 ? [] : [Math.max(...fitting)] };
    })
    .filter(({ scales }) => scales.length > 0);
  const all = [...wallTest, ...added];
  if (all.length === 0)
    throw new ExperimentError(
      `no limiter can be probed: with half as much more of one resource, no scale of a topology that is measured at several fits the ${hostCpuCores} CPU cores of the engine's machine; use smaller quotas or fewer nodes`,
    );
  return { ...experiment, wallTest: all };
};
