import type { Experiment } from '../model/experiment.ts';

/** Creating, restoring, clamping, settling the data and removing, as seen on two cores. */
const DEPLOYMENT_SECONDS = 6;

/** Seconds that one trial will take, before any has been seen. */
export const expectedTrialSeconds = ({ timing }: Experiment): number =>
  DEPLOYMENT_SECONDS + timing.warmUpMaxSeconds / 2 + timing.settleSeconds + timing.measureSeconds;

/** Seconds until the run ends, by the trials that were seen so far. */
export const remainingSeconds = (
  experiment: Experiment,
  allTrials: number,
  finishedTrials: number,
  elapsedSeconds: number,
): number =>
  (allTrials - finishedTrials) *
  (finishedTrials > 0 ? elapsedSeconds / finishedTrials : expectedTrialSeconds(experiment));
