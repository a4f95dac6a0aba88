import type { Budget } from './budget.ts';
import type { Economics } from './economics.ts';

/** A validated experiment: everything that decides what is deployed and how it is loaded. */
export interface Experiment {
  readonly name: string;
  readonly target: string;
  readonly profile: string;
  readonly topologies: readonly TopologySweep[];
  readonly budget: Budget;
  readonly scenario: string;
  /** Closed model: connections in proportion to application nodes. */
  readonly connectionsPerNode: number;
  readonly trials: number;
  /** How often an invalid or failed trial is done again. */
  readonly retries: number;
  readonly seed: number;
  readonly timing: TrialTiming;
  readonly slo: ServiceLevel;
  /** Null where nothing is measured in the open model. */
  readonly offered: OfferedLoad | null;
  /** Cells to measure again with half as much more of one resource each: node, database, balancer. */
  readonly wallTest: readonly TopologySweep[];
  /** Whether the cell nearest to each knee is deployed once more after all trials, to see where its time goes. */
  readonly flameGraphs: boolean;
  /** Decides nothing that is measured: another price gives another report of the same run. */
  readonly economics: Economics;
}

/** What a system must keep to. */
export interface ServiceLevel {
  /** Response time, from the intended send. */
  readonly p99Ms: number;
  /** Requests that did not end `ok` / all, 0 to 1. */
  readonly errorShare: number;
}

/** The open-model part: offered rates, equal for all of its cells, and probes near the SLO's capacity. */
export interface OfferedLoad {
  readonly topologies: readonly TopologySweep[];
  /** `auto`: from light load past the wall, by the saturation throughput that this run measured. */
  readonly ratesPerSecond: readonly number[] | 'auto';
  /** Probes of each deployment, beyond the equal rates, where they tell most about the capacity. */
  readonly searchProbes: number;
  /** Fresh deployments of each cell. */
  readonly deployments: number;
  readonly measureSeconds: number;
  /** The same for all cells: enough that a request waits for the server and not for a connection. */
  readonly connections: number;
}

export interface TopologySweep {
  readonly topology: string;
  readonly scales: readonly number[];
}

export interface TrialTiming {
  /** Load without CPU limits until each application container has used this much CPU: a JIT needs CPU, not time. */
  readonly warmUpCpuSecondsPerNode: number;
  readonly warmUpMaxSeconds: number;
  /**
   * Load without CPU limits after the data were restored, for each node: its connections to the databases are new,
   * and PostgreSQL plans a statement anew at its first executions on each. Runs recorded before it was there have none.
   */
  readonly reconnectSecondsPerNode?: number;
  /** Load that is not measured; the CPU limits are set half-way through. */
  readonly settleSeconds: number;
  readonly measureSeconds: number;
  readonly requestTimeoutMs: number;
}
