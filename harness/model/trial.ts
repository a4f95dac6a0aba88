import type { Cell } from './cell.ts';
import type { LoadResult } from './load.ts';
import type { ContainerUsage, HostUsage, SystemUsage } from './usage.ts';

/** What one trial measured. */
export interface Sample {
  readonly load: LoadResult;
  readonly containers: readonly ContainerUsage[];
  /** Null where the engine's host cannot be read from here. */
  readonly host: HostUsage | null;
  /** What nodes, balancer and databases said of themselves. */
  readonly system: SystemUsage;
  /** Seconds of the measured window by the harness's clock. */
  readonly wallSeconds: number;
}

/** Stages of a trial, in order; a failure names the one it happened in. */
export type Stage = 'deploy' | 'warm-up' | 'restore' | 'drive' | 'reconcile';

/** The harness's own rules; what does not add up in a target's data has names of the target's. */
export const VALIDITY_RULES = [
  'generator-saturated',
  'generator-late',
  'host-saturated',
  'host-stolen',
  'container-changed',
  'concurrency-off',
  'requests-unaccounted',
  'nothing-measured',
  'unsettled',
  'node-silent',
  'answers-wrong',
] as const;
export type ValidityRule = (typeof VALIDITY_RULES)[number];

/** Why a measurement can't be trusted: the rule's short name and what was seen. */
export interface Invalidity<Rule extends string = string> {
  readonly rule: Rule;
  readonly detail: string;
}

/** The measurement failed (`invalid`) or the trial could not be done at all (`failed`): never a result. */
export type TrialOutcome =
  | { readonly status: 'completed'; readonly sample: Sample }
  | {
      readonly status: 'invalid';
      readonly reasons: readonly Invalidity[];
      readonly sample: Sample | null;
    }
  | { readonly status: 'failed'; readonly stage: Stage; readonly error: string };

/** What one trial of an `offered` cell offered. */
export interface Probe {
  readonly ratePerSecond: number;
  /** When its deployment was begun, ISO 8601: the probes of one deployment share its luck. */
  readonly deployedAt: string;
}

/** A place in the seeded order: one fresh deployment of a cell. */
export interface TrialSlot {
  readonly cell: Cell;
  /** 1, 2, … within the cell; an offered cell's deployments are counted, not its probes. */
  readonly repetition: number;
}

/**
 * Decides the rate that the next probe of an offered cell's deployment offers, in requests/s, from all
 * trials that ended. @returns null where the deployment has nothing left to do
 */
export type NextRate = (slot: TrialSlot, trials: readonly Trial[]) => number | null;

export interface Trial extends TrialSlot {
  /** 1, and more where the attempts before it were invalid or failed. */
  readonly attempt: number;
  /** Null in the closed model, and where an offered cell could not even be deployed. */
  readonly probe: Probe | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly stageSeconds: Readonly<Partial<Record<Stage, number>>>;
  readonly outcome: TrialOutcome;
}
