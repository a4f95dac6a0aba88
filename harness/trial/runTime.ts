import type { Experiment, TrialTiming } from '../model/experiment.ts';
import type { Trial, TrialSlot } from '../model/trial.ts';
import { PROFILED_SECONDS } from './kneeProfile/recordKnee.ts';
import { settlingOf } from './settling.ts';

/** Creating, settling the data and removing, as seen on two cores. */
const DEPLOYMENT_SECONDS = 8;
/** Restoring and reconciling between two probes on one deployment. */
const BETWEEN_PROBES_SECONDS = 4;
const ASSUMED_CORES = 2;
/** Rates that follow from saturation: some of them lie too far past a cell's own wall. */
const AUTO_RATES = 5;

/** A node's JIT keeps one core busy, and two cores are all that is assumed. */
const warmUpSeconds = (timing: TrialTiming, scale: number): number =>
  Math.min(
    timing.warmUpMaxSeconds,
    1 + timing.warmUpCpuSecondsPerNode * Math.max(1, scale / ASSUMED_CORES),
  );

/** Seconds that a deployment and all its trials will take, before any has been seen. */
const expectedSlotSeconds = ({ timing, offered }: Experiment, { cell }: TrialSlot): number => {
  const warm = DEPLOYMENT_SECONDS + warmUpSeconds(timing, cell.scale);
  const settling = settlingOf(timing, cell.scale).seconds;
  if (cell.load === 'saturation' || !offered) return warm + settling + timing.measureSeconds;
  const rates = offered.ratesPerSecond === 'auto' ? AUTO_RATES : offered.ratesPerSecond.length;
  return (
    warm +
    (rates + offered.searchProbes) * (BETWEEN_PROBES_SECONDS + settling + offered.measureSeconds)
  );
};

/** Seconds that slots will take; at the pace of those that were done already, where there are any. */
export const expectedSeconds = (
  experiment: Experiment,
  slots: readonly TrialSlot[],
  done: { readonly slots: readonly TrialSlot[]; readonly seconds: number } | null = null,
): number => {
  const sum = (some: readonly TrialSlot[]): number =>
    some.reduce((seconds, slot) => seconds + expectedSlotSeconds(experiment, slot), 0);
  return done && done.slots.length > 0 ? (sum(slots) * done.seconds) / sum(done.slots) : sum(slots);
};

/** Seconds that a look at each grown curve's knee takes, after all trials. */
export const expectedKneeSeconds = ({ flameGraphs, topologies, timing }: Experiment): number =>
  topologies
    .filter(({ scales }) => flameGraphs && scales.length > 1)
    .map(({ scales }) => settlingOf(timing, Math.max(...scales)).seconds)
    .reduce(
      (sum, settling) =>
        sum + DEPLOYMENT_SECONDS + timing.warmUpMaxSeconds + settling + PROFILED_SECONDS,
      0,
    );

/** Seconds of warm-up and driving: what a run is there for, all else is its overhead. */
export const loadedSeconds = (trials: readonly Trial[]): number =>
  trials.reduce(
    (sum, { stageSeconds }) => sum + (stageSeconds['warm-up'] ?? 0) + (stageSeconds.drive ?? 0),
    0,
  );
