/** One point of an experiment: a topology at a scale under a scenario. */
export interface Cell {
  /** Stable over runs, fit for a file name: `cluster-4-browse`. */
  readonly id: string;
  readonly topology: string;
  /** Application containers of the experiment's node size. */
  readonly scale: number;
  readonly scenario: string;
}

export const cellId = (topology: string, scale: number, scenario: string): string =>
  `${topology}-${scale}-${scenario}`;
