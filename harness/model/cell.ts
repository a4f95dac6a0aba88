/**
 * How a cell is loaded. `saturation`: closed model, connections in proportion to the nodes; it feeds the
 * scaling curve. `offered`: open model, several offered rates on one deployment, a trial each; it feeds
 * load–latency curves and the capacity under the SLO. The two are never mixed in a chart.
 */
export type CellLoad = 'saturation' | 'offered';

/** Parts of a budget that a wall test can raise. */
export const RAISABLE = ['node', 'database', 'balancer'] as const;

export type Raisable = (typeof RAISABLE)[number];

/** One point of an experiment: a topology at a scale under a scenario. */
export interface Cell {
  /** Stable over runs, fit for a file name: `cluster-4-browse`. */
  readonly id: string;
  readonly topology: string;
  /** Application containers of the experiment's node size. */
  readonly scale: number;
  readonly scenario: string;
  readonly load: CellLoad;
  /** Wall test: the part of the budget that this cell has `WALL_TEST_FACTOR` times of; null in all others. */
  readonly raised: Raisable | null;
}

/** A wall test raises a suspect by half. */
export const WALL_TEST_FACTOR = 1.5;

/** @returns the cell with its id: `cluster-4-browse`, `cluster-4-browse-offered`, `cluster-8-browse-more-database`. */
export const cellOf = (
  topology: string,
  scale: number,
  scenario: string,
  { load = 'saturation', raised = null }: Partial<Pick<Cell, 'load' | 'raised'>> = {},
): Cell => ({
  id: [
    `${topology}-${scale}-${scenario}`,
    ...(load === 'offered' ? ['offered'] : []),
    ...(raised ? [`more-${raised}`] : []),
  ].join('-'),
  topology,
  scale,
  scenario,
  load,
  raised,
});

/** Whether a cell is a point of a scaling curve. */
export const isOnCurve = ({ load, raised }: Cell): boolean =>
  load === 'saturation' && raised === null;
