import { type Engine, type ImageIndex, ReapError } from '../engine/engine.ts';
import { nextRate } from '../analysis/offered/rates.ts';
import { agentImage } from '../load/image.ts';
import type { Calibration } from '../model/calibration.ts';
import { messageOf } from '../model/failure.ts';
import { readHost } from '../observe/host.ts';
import { calibrate } from '../trial/calibrate.ts';
import { readEnvironment } from '../trial/environment.ts';
import { runExperiment } from '../trial/runExperiment.ts';
import { drawKnees } from './flameGraphs.ts';
import { occupy } from './occupy.ts';
import { type Planned, remainingOf } from './planned.ts';
import { type Say, showSteps, trialProgress } from './progress.ts';
import { startWatchdog } from './watchdog.ts';

/** What another run left and the engine will not give up is told; it is no reason not to measure. */
const reapInto = async (engine: Engine, say: Say): Promise<void> => {
  try {
    for (const what of await engine.reap({ dryRun: false })) say.line(`left over: ${what}`);
  } catch (error) {
    if (error instanceof ReapError)
      for (const what of error.removed) say.line(`left over: ${what}`);
    say.line(`left over by an earlier run, and not to be removed: ${messageOf(error)}`);
  }
};

/**
 * Runs every trial that has not ended; what has is on the disk, whatever comes after.
 * @returns the images that were measured.
 */
export const measure = async (planned: Planned, signal: AbortSignal): Promise<ImageIndex> => {
  const { engine, target, experiment } = planned;
  using _watchdog = startWatchdog();
  const turn = { run: planned.id, wait: planned.wait, signal, say: console.error };
  await using _turn = await occupy(engine, turn);
  const startedMs = performance.now();
  let images: ImageIndex = {};
  let calibration: Calibration | null = null;
  await showSteps([
    {
      title: 'Images',
      work: async (say) => {
        await reapInto(engine, say);
        images = await engine.prepareImages([...target.images, agentImage], say.line, signal);
      },
    },
    {
      title: 'Calibration of the load generator',
      work: async (say) => {
        calibration = await calibrate(engine, images, experiment.budget, planned.id, signal);
        const { responseP50Ms, serverP50Ms, headroomPerSecond } = calibration;
        say.line(
          `a known server's p50 of ${serverP50Ms.toFixed(1)} ms was measured as ${responseP50Ms.toFixed(1)} ms; room for ${Math.round(headroomPerSecond)} requests/s`,
        );
      },
    },
    {
      title: `Trials: ${remainingOf(planned).length} deployments`,
      work: async (say) => {
        await using run = await planned.open(await readEnvironment(engine, images, calibration));
        const { journal } = run;
        const { onProgress, onTrial, onEnd } = trialProgress(experiment, say);
        await runExperiment({
          ...planned,
          images,
          run: planned.id,
          readHost,
          calibratedStealShare: calibration?.hostStealShare ?? null,
          nextRate: nextRate(experiment),
          signal,
          begin: async (intent) => {
            await engine.answers(signal);
            await journal.begin(intent);
          },
          keep: async (trial) => {
            await journal.append(trial);
            onTrial(trial);
          },
          onProgress,
        });
        if (experiment.flameGraphs) await drawKnees(planned, images, run, say, signal);
        await run.finish();
        onEnd((performance.now() - startedMs) / 1_000);
      },
    },
  ]);
  return images;
};
