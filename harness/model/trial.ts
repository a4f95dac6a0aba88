import type { Cell } from './cell.ts';
import type { LoadResult } from './load.ts';
import type { ContainerUsage, HostUsage } from './usage.ts';

/** What one trial measured. */
export interface Sample {
  readonly load: LoadResult;
  readonly containers: readonly ContainerUsage[];
  /** Null where the engine's host cannot be read from here. */
  readonly host: HostUsage | null;
  /** Seconds of the measured window by the harness's clock. */
  readonly wallSeconds: number;
}

/** Stages of a trial, in order; a failure names the one it happened in. */
export type Stage = 'deploy' | 'warm-up' | 'restore' | 'drive' | 'reconcile';

/** Why a measurement can't be trusted: the rule's short name and what was seen. */
export interface Invalidity {
  readonly rule: string;
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

export interface Trial {
  readonly cell: Cell;
  /** 1, 2, … within the cell. */
  readonly repetition: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly stageSeconds: Readonly<Partial<Record<Stage, number>>>;
  readonly outcome: TrialOutcome;
}
