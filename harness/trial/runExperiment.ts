import type { Target } from '../../targets/target.ts';
import type { Engine, ImageIndex } from '../engine/engine.ts';
import { type TrialSlot, trialOrder } from '../experiment/plan.ts';
import type { Experiment } from '../model/experiment.ts';
import type { PlannedCell } from '../model/run.ts';
import type { Stage, Trial } from '../model/trial.ts';
import { readHost } from '../observe/host.ts';
import { type Removal, removal } from './removal.ts';
import { trialKey } from './resume.ts';
import { runTrial } from './runTrial.ts';

export interface ExperimentRun {
  readonly engine: Engine;
  readonly images: ImageIndex;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly cells: readonly PlannedCell[];
  readonly run: string;
  /** Trials that an earlier session of this run has ended (`endedTrials`). */
  readonly ended: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** Called, and awaited, the moment a trial has ended: what it measured is safe before the next one starts. */
  readonly keep: (trial: Trial) => Promise<void>;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly cell: string;
  readonly repetition: number;
  readonly stage: Stage;
  readonly finishedTrials: number;
  readonly allTrials: number;
}

/** Runs every trial in seeded order. @throws where the run was interrupted or a trial can't be kept. */
export const runExperiment = async (run: ExperimentRun): Promise<void> => {
  const order = trialOrder(run.experiment).filter(
    ({ cell, repetition }) => !run.ended.has(trialKey(cell.id, repetition)),
  );
  const leaving = removal();
  try {
    await runAll(run, order, leaving);
  } finally {
    await leaving.done();
  }
};

const runAll = async (
  run: ExperimentRun,
  order: readonly TrialSlot[],
  leaving: Removal,
): Promise<void> => {
  const planned = new Map(run.cells.map((each) => [each.cell.id, each]));
  for (const [index, { cell, repetition }] of order.entries()) {
    run.signal.throwIfAborted();
    const each = planned.get(cell.id);
    if (!each) throw new Error(`no plan for the cell ${cell.id}`);
    const onStage = (stage: Stage): void =>
      run.onProgress({
        cell: cell.id,
        repetition,
        stage,
        finishedTrials: index,
        allTrials: order.length,
      });
    await run.keep(
      await runTrial({ ...run, readHost, removal: leaving, onStage }, each, repetition),
    );
  }
};
