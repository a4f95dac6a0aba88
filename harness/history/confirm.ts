import { mean, median, sumOfSquares } from '../analysis/interval.ts';
import { tQuantile } from '../analysis/distribution.ts';
import { gatedValue } from './cpuRatio.ts';
import { changeOf, type JudgedMetric, LEAST_EFFECT, logCost } from './metric.ts';
import type { Confirmation, ConfirmedMetric, TrialPair } from './night.ts';

/** Chance that a night's pairs call a regression where there is none, over all its suspects and looks. */
const ALPHA = 0.002;

/** After so many pairs of each suspect's cell the evidence is looked at, with this share of `ALPHA`. */
export const LOOKS = [
  { pairs: 5, alphaShare: 0.3 },
  { pairs: 10, alphaShare: 0.3 },
  { pairs: 15, alphaShare: 0.4 },
] as const;

/** Weight of what the nights say about a trial's noise beside what these few pairs say, in degrees of freedom. */
const PRIOR_DF = 20;
/**
 * Pairs of one suspect whose variance is this many times what was expected are believed over the nights:
 * of 4 degrees of freedom three in a thousand reach it by accident, and a component that hardly works does often.
 */
const UNLIKE_THE_NIGHTS = 4;
/** A suspect is let go where an effect that matters is outside of this one-sided confidence. */
const CLEARED_AT = 0.98;

const differencesOf = (suspect: JudgedMetric, pairs: readonly TrialPair[]): readonly number[] =>
  pairs.flatMap(({ cell, before, after }) => {
    const first = gatedValue(before, suspect);
    const second = gatedValue(after, suspect);
    return cell !== suspect.cell || first === undefined || second === undefined
      ? []
      : [logCost(suspect.kind, second) - logCost(suspect.kind, first)];
  });

const varianceOf = (differences: readonly number[]): number =>
  sumOfSquares(differences) / (differences.length - 1);

/** Pairs that differ more than the night's trials did: by how much, the median suspect; at least 1. */
const inflationOf = (
  tested: readonly { suspect: JudgedMetric; differences: readonly number[] }[],
) =>
  Math.max(
    1,
    median(
      tested.map(({ suspect, differences }) => varianceOf(differences) / suspect.pairVariance),
    ),
  );

/**
 * Is a suspect worse with tonight's images than with the baseline's? A one-sided t test of the pairs'
 * log ratios. Their variance is never taken for smaller than the nights say, since five pairs may agree
 * by accident; `ALPHA` is divided by the suspects and spent over the looks (Bonferroni), so a night's
 * chance of a false alarm is at most `ALPHA` times the chance that it is suspect.
 *
 * @param pairs in the order they ran; at least two of each suspect's cell
 */
export const confirm = (
  suspects: readonly JudgedMetric[],
  pairs: readonly TrialPair[],
): Confirmation => {
  const tested = suspects.map((suspect) => ({
    suspect,
    differences: differencesOf(suspect, pairs),
  }));
  const inflation = inflationOf(tested);
  const metrics = tested.map(({ suspect, differences }): ConfirmedMetric => {
    const count = differences.length;
    const look = LOOKS.findLast((each) => each.pairs <= count) ?? LOOKS[0];
    const prior = suspect.pairVariance * inflation;
    const own = varianceOf(differences);
    const priorDf = own > UNLIKE_THE_NIGHTS * prior ? 0 : PRIOR_DF;
    const df = priorDf + count - 1;
    const pooled = (priorDf * prior + (count - 1) * own) / df;
    const error = Math.sqrt(Math.max(prior, pooled) / count);
    const margin = tQuantile(1 - (ALPHA * look.alphaShare) / suspects.length, df) * error;
    const worse = mean(differences);
    const least = Math.log1p(LEAST_EFFECT[suspect.kind]);
    const bounds = [worse - margin, worse + margin].map((each) => changeOf(suspect.kind, each));
    const cleared = look === LOOKS.at(-1) || worse + tQuantile(CLEARED_AT, df) * error < least;
    return {
      id: suspect.id,
      verdict:
        worse - margin > 0 && worse >= least ? 'regressed' : cleared ? 'cleared' : 'undecided',
      pairs: count,
      change: changeOf(suspect.kind, worse),
      low: Math.min(...bounds),
      high: Math.max(...bounds),
    };
  });
  return { verdict: overall(metrics), metrics, pairs };
};

const overall = (metrics: readonly ConfirmedMetric[]): Confirmation['verdict'] => {
  const is = (verdict: ConfirmedMetric['verdict']) => (metric: ConfirmedMetric) =>
    metric.verdict === verdict;
  if (metrics.some(is('regressed'))) return 'regressed';
  return metrics.every(is('cleared')) ? 'cleared' : 'undecided';
};
