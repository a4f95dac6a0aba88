import type { Budget } from './budget.ts';

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
  readonly seed: number;
  readonly timing: TrialTiming;
}

export interface TopologySweep {
  readonly topology: string;
  readonly scales: readonly number[];
}

export interface TrialTiming {
  /** Load without CPU limits until each application container has used this much CPU: a JIT needs CPU, not time. */
  readonly warmUpCpuSecondsPerNode: number;
  readonly warmUpMaxSeconds: number;
  /** Load that is not measured; the CPU limits are set half-way through. */
  readonly settleSeconds: number;
  readonly measureSeconds: number;
  readonly requestTimeoutMs: number;
}
