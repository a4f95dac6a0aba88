import type { Experiment } from '../model/experiment.ts';
import type { NextRate, Trial, TrialSlot } from '../model/trial.ts';
import { trialOrder } from './plan.ts';

const inSlot = ({ cell, repetition }: TrialSlot, trials: readonly Trial[]): readonly Trial[] =>
  trials.filter((trial) => trial.cell.id === cell.id && trial.repetition === repetition);

const isCompleted = ({ outcome }: Trial): boolean => outcome.status === 'completed';

/** All attempts of a slot came to nothing. */
const isExhausted = ({ retries }: Experiment, tried: readonly Trial[]): boolean =>
  tried.filter(({ probe, outcome }) =>
    probe === null ? outcome.status !== 'completed' : outcome.status === 'failed',
  ).length > retries;

const isDone = (
  experiment: Experiment,
  slot: TrialSlot,
  trials: readonly Trial[],
  nextRate: NextRate,
): boolean => {
  const tried = inSlot(slot, trials);
  if (isExhausted(experiment, tried)) return true;
  return slot.cell.load === 'offered' ? nextRate(slot, trials) === null : tried.some(isCompleted);
};

/** Cells of which a slot came to nothing: their further repetitions are not tried, the rest goes on. */
export const givenUpCells = (
  experiment: Experiment,
  trials: readonly Trial[],
): ReadonlySet<string> =>
  new Set(
    trials
      .filter(({ cell, repetition }) => {
        const tried = inSlot({ cell, repetition }, trials);
        return isExhausted(experiment, tried) && !tried.some(isCompleted);
      })
      .map(({ cell }) => cell.id),
  );

/**
 * What is still to be deployed, in order, given all trials that ended: the same for a run that was
 * never stopped and for one that goes on from its journal.
 */
export const remainingSlots = (
  experiment: Experiment,
  trials: readonly Trial[],
  nextRate: NextRate,
): readonly TrialSlot[] => {
  const givenUp = givenUpCells(experiment, trials);
  const wanted = trialOrder(experiment).filter(({ cell }) => !givenUp.has(cell.id));
  const left = wanted.filter((slot) => !isDone(experiment, slot, trials, nextRate));
  const saturationLeft = left.some(({ cell }) => cell.load === 'saturation');
  // A rate that follows from saturation is not known before that is.
  const isYetToBegin = (slot: TrialSlot): boolean =>
    saturationLeft && slot.cell.load === 'offered' && inSlot(slot, trials).length === 0;
  return wanted.filter((slot) => left.includes(slot) || isYetToBegin(slot));
};
