import type { Target } from '../../targets/target.ts';
import { nextRate } from '../analysis/offered/rates.ts';
import type { Engine } from '../engine/engine.ts';
import { remainingSlots } from '../experiment/schedule.ts';
import type { Environment } from '../model/environment.ts';
import type { Experiment } from '../model/experiment.ts';
import type { PlannedCell } from '../model/run.ts';
import type { Trial, TrialSlot } from '../model/trial.ts';
import type { OpenRun } from '../trial/runFolder.ts';

/** What a run measures, and on what. */
export interface Planned {
  readonly id: string;
  readonly engine: Engine;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly cells: readonly PlannedCell[];
  /** Trials that an earlier session has ended. */
  readonly ended: readonly Trial[];
  /** Whether to wait for another run on the engine, or to refuse. */
  readonly wait: boolean;
  /** Opens the run's folder, once it is known what is measured on. */
  readonly open: (environment: Environment) => Promise<OpenRun>;
}

/** The deployments that a run has still to make. */
export const remainingOf = ({ experiment, ended }: Planned): readonly TrialSlot[] =>
  remainingSlots(experiment, ended, nextRate(experiment));
