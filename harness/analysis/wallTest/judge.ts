import { type Estimate, isKnown, type MaybeEstimate } from '../../model/estimate.ts';
import type { Raise } from './raise.ts';

export interface Judgement {
  /** `confirmed`: the suspect, raised, moves the wall as predicted and the placebos move nothing. */
  readonly outcome: 'confirmed' | 'correlated' | 'unknown';
  /** Why it came out so: one clause. */
  readonly reason: string;
}

/** The operational laws are held to predict a plateau within this share of it. */
const PREDICTION_TOLERANCE = 0.15;

const isAsPredicted = ({ change, measuredPerSecond, predictedPerSecond }: Raise): boolean => {
  if (!isKnown(change) || !isKnown(measuredPerSecond) || predictedPerSecond === null) return false;
  const factor = (predictedPerSecond / measuredPerSecond.value) * change.value;
  const slack = 1 + PREDICTION_TOLERANCE;
  return factor >= (change.low ?? 0) / slack && factor <= (change.high ?? 0) * slack;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Whether a placebo that did what the suspect did would have been seen. */
const excludes = (placebo: MaybeEstimate, suspect: Estimate): boolean =>
  isKnown(placebo) && placebo.high !== null && placebo.high < suspect.value;

/** What a suspect's raise and its placebos say. */
export const judge = (suspect: Raise, placebos: readonly Raise[]): Judgement => {
  const correlated = (reason: string): Judgement => ({
    outcome: 'correlated',
    reason,
  });
  const { change } = suspect;
  if (!isKnown(change)) return correlated(`more ${suspect.raised} has no result: ${change.reason}`);
  if (suspect.outcome !== 'better')
    return correlated(
      suspect.outcome === 'unknown'
        ? 'without repeated trials a move can’t be told from noise'
        : `half as much more ${suspect.raised} moved nothing upwards`,
    );
  if (!isAsPredicted(suspect))
    return correlated(
      `half as much more ${suspect.raised} moved the wall, but not to where its demand says (within ${percent(PREDICTION_TOLERANCE)})`,
    );
  const moved = placebos.filter(({ outcome }) => outcome === 'better' || outcome === 'worse');
  if (moved.length > 0)
    return correlated(`a placebo moved it too: ${moved.map(({ raised }) => raised).join(', ')}`);
  const silent = placebos.filter((placebo) => excludes(placebo.change, change));
  if (placebos.length === 0 || silent.length < placebos.length)
    return correlated('no placebo was measured well enough to have shown a move of that size');
  return {
    outcome: 'confirmed',
    reason: `half as much more ${suspect.raised} moved the wall as predicted, and ${placebos.map(({ raised }) => raised).join(' and ')} moved nothing`,
  };
};
