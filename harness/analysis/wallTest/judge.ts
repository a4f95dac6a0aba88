import { type Estimate, isKnown, type MaybeEstimate } from '../../model/estimate.ts';
import type { Reason } from '../../model/reason.ts';
import type { Raise } from './raise.ts';

export interface Judgement {
  /** `confirmed`: the suspect, raised, moves the wall as predicted and the placebos move nothing. */
  readonly outcome: 'confirmed' | 'correlated' | 'unknown';
  /** Why it came out so. */
  readonly reason: Reason;
}

/** The operational laws are held to predict a plateau within this share of it. */
const PREDICTION_TOLERANCE = 0.15;

const isAsPredicted = ({ change, predictedChange }: Raise): boolean => {
  if (!isKnown(change) || predictedChange === null) return false;
  const slack = 1 + PREDICTION_TOLERANCE;
  return (
    predictedChange >= (change.low ?? 0) / slack && predictedChange <= (change.high ?? 0) * slack
  );
};

/** Whether a placebo that did what the suspect did would have been seen. */
const excludes = (placebo: MaybeEstimate, suspect: Estimate): boolean =>
  isKnown(placebo) && placebo.high !== null && placebo.high < suspect.value;

/** What a suspect's raise and its placebos say. */
export const judge = (suspect: Raise, placebos: readonly Raise[]): Judgement => {
  const correlated = (reason: Reason): Judgement => ({
    outcome: 'correlated',
    reason,
  });
  const { change, raised } = suspect;
  if (!isKnown(change))
    return correlated({ kind: 'raise-without-result', raised, because: change.reason });
  if (suspect.outcome !== 'better')
    return correlated(
      suspect.outcome === 'unknown'
        ? { kind: 'raise-not-repeated' }
        : { kind: 'raise-moved-nothing', raised },
    );
  if (!isAsPredicted(suspect))
    return correlated({ kind: 'raise-not-as-predicted', raised, within: PREDICTION_TOLERANCE });
  const moved = placebos.filter(({ outcome }) => outcome === 'better' || outcome === 'worse');
  if (moved.length > 0)
    return correlated({ kind: 'placebo-moved', raised: moved.map((placebo) => placebo.raised) });
  const silent = placebos.filter((placebo) => excludes(placebo.change, change));
  if (placebos.length === 0 || silent.length < placebos.length)
    return correlated({ kind: 'placebos-blind' });
  return {
    outcome: 'confirmed',
    reason: {
      kind: 'raise-moved-the-wall',
      raised,
      placebos: placebos.map((placebo) => placebo.raised),
    },
  };
};
