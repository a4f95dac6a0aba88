import type { Cell } from './cell.ts';
import type { CodeChange } from './codeChange.ts';
import type { Environment } from './environment.ts';
import type { Experiment } from './experiment.ts';
import type { KneeProfile } from './kneeProfile.ts';
import type { DeploymentPlan } from './plan.ts';
import type { Trial } from './trial.ts';

/** All that a run's folder records: every report is computed from this and nothing else. */
export interface RunRecord {
  readonly id: string;
  readonly startedAt: string;
  /** Null while the run goes on or where it was stopped. */
  readonly finishedAt: string | null;
  readonly experiment: Experiment;
  readonly environment: Environment;
  readonly cells: readonly PlannedCell[];
  readonly trials: readonly Trial[];
  /** Where the time went near the knees; empty where nobody asked. */
  readonly kneeProfiles: readonly KneeProfile[];
  /** What its target says of its own code; absent where it counts nothing, and in earlier versions' runs. */
  readonly codeChange?: CodeChange;
}

export interface PlannedCell {
  readonly cell: Cell;
  readonly plan: DeploymentPlan;
}
