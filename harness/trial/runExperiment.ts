import type { Target } from '../../targets/target.ts';
import type { Engine, ImageIndex } from '../engine/engine.ts';
import { remainingSlots } from '../experiment/schedule.ts';
import type { Experiment } from '../model/experiment.ts';
import type { PlannedCell } from '../model/run.ts';
import type { NextRate, Stage, Trial, TrialSlot } from '../model/trial.ts';
import type { Intent } from './journalLine.ts';
import type { ReadHost } from './measure.ts';
import { removal } from './removal.ts';
import { runSlot } from './runSlot.ts';

export interface ExperimentRun {
  readonly engine: Engine;
  readonly images: ImageIndex;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly cells: readonly PlannedCell[];
  readonly run: string;
  /** Trials that an earlier session of this run has ended. */
  readonly ended: readonly Trial[];
  /** What the hypervisor took of all cores' time when the run was calibrated, 0 to 1; null where that isn't known. */
  readonly calibratedStealShare: number | null;
  readonly readHost: ReadHost;
  readonly nextRate: NextRate;
  readonly signal: AbortSignal;
  /** Called, and awaited, before anything of a deployment is made. */
  readonly begin: (intent: Intent) => Promise<void>;
  /** Called, and awaited, the moment a trial has ended: what it measured is safe before the next one starts. */
  readonly keep: (trial: Trial) => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly slot: TrialSlot;
  readonly stage: Stage;
  readonly remaining: readonly TrialSlot[];
}

/**
 * Deploys every slot that is still to be done, in seeded order, until none is left: what failed is
 * tried again within its bounds. @throws where the run was interrupted or a trial can't be kept.
 */
export const runExperiment = async (run: ExperimentRun): Promise<void> => {
  const planned = new Map(run.cells.map((each) => [each.cell.id, each]));
  const trials: Trial[] = [...run.ended];
  const leaving = removal();
  const keep = async (trial: Trial): Promise<void> => {
    await run.keep(trial);
    trials.push(trial);
  };
  try {
    for (;;) {
      run.signal.throwIfAborted();
      const remaining = remainingSlots(run.experiment, trials, run.nextRate);
      const [slot] = remaining;
      if (!slot) return;
      const each = planned.get(slot.cell.id);
      if (!each) throw new Error(`no plan for the cell ${slot.cell.id}`);
      await run.begin(intentOf(slot, trials));
      const onStage = (stage: Stage): void => run.onProgress({ slot, stage, remaining });
      await runSlot(
        { ...run, removal: leaving, onStage, trials: () => trials, keep },
        each,
        slot.repetition,
      );
    }
  } finally {
    await leaving.finish();
  }
};

/** The attempt is counted in deployments: a closed cell's trials, an offered cell's sets of probes. */
const intentOf = ({ cell, repetition }: TrialSlot, trials: readonly Trial[]): Intent => {
  const before = trials
    .filter((trial) => trial.cell.id === cell.id && trial.repetition === repetition)
    .map(({ probe, startedAt }) => probe?.deployedAt ?? startedAt);
  return {
    cell: cell.id,
    repetition,
    attempt: new Set(before).size + 1,
    startedAt: new Date().toISOString(),
  };
};
