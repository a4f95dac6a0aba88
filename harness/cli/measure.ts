import type { Target } from '../../targets/target.ts';
import type { Engine, ImageIndex } from '../engine/engine.ts';
import { agentImage } from '../load/image.ts';
import type { Experiment } from '../model/experiment.ts';
import type { PlannedCell } from '../model/run.ts';
import { readEnvironment } from '../trial/environment.ts';
import type { Environment } from '../model/environment.ts';
import { runExperiment } from '../trial/runExperiment.ts';
import type { OpenRun } from '../trial/runFolder.ts';
import { showSteps, trialProgress } from './progress.ts';
import { startWatchdog } from './watchdog.ts';

/** What a run measures, and on what. */
export interface Planned {
  readonly id: string;
  readonly engine: Engine;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly cells: readonly PlannedCell[];
  /** Trials that an earlier session has ended. */
  readonly ended: ReadonlySet<string>;
  /** Opens the run's folder, once it is known what is measured on. */
  readonly open: (environment: Environment) => Promise<OpenRun>;
}

/**
 * Runs every trial that has not ended; what has is on the disk, whatever comes after.
 * @returns the images that were measured.
 */
export const measure = async (planned: Planned, signal: AbortSignal): Promise<ImageIndex> => {
  const { engine, target, experiment, cells, ended } = planned;
  using _watchdog = startWatchdog();
  let images: ImageIndex = {};
  await showSteps([
    {
      title: 'Images',
      work: async (say) => {
        for (const what of await engine.reap({ dryRun: false })) say.line(`left over: ${what}`);
        images = await engine.prepareImages([...target.images, agentImage], say.line);
      },
    },
    {
      title: `Trials: ${cells.length * experiment.trials - ended.size}`,
      work: async (say) => {
        await using run = await planned.open(await readEnvironment(engine, images));
        const { journal } = run;
        const { onProgress, onTrial } = trialProgress(experiment, say);
        await runExperiment({
          ...planned,
          images,
          run: planned.id,
          signal,
          keep: async (trial) => {
            await journal.append(trial);
            onTrial(trial);
          },
          onProgress,
        });
        await run.finish();
      },
    },
  ]);
  return images;
};
