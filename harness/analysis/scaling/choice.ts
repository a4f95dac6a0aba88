import type { Reason } from '../../model/reason.ts';
import { amdahl } from './amdahl.ts';
import { bottleneck } from './bottleneck.ts';
import { leaveOneOutErrors, predictsAsWell, rootMeanSquare } from './crossValidation.ts';
import { type ScalingData, type ScalingPoint, scalingData, type Weighting } from './data.ts';
import { judgeFit } from './lackOfFit.ts';
import type { Law, LawFit, PlausibleCurve } from './law.ts';
import { toleratedLackOfFit } from './likelihood.ts';
import type { FittedModel, ModelCandidate, ModelChoice } from './model.ts';
import { usl } from './usl.ts';

/** Those with fewer parameters first. */
const LAWS: readonly Law[] = [bottleneck, amdahl, usl];

interface Contender {
  readonly law: Law;
  readonly fit: LawFit;
  readonly curves: readonly PlausibleCurve[];
  readonly fitted: FittedModel;
  readonly errors: readonly number[];
  readonly lackOfFitP: number | null;
  readonly refusal: Reason | null;
}

/** The choice as data, with the chosen law's curves for whoever computes more from them. */
export interface ChosenLaw {
  readonly choice: ModelChoice;
  readonly fit: LawFit | null;
  /** What the data do not rule out of the chosen law and its rivals. */
  readonly curves: readonly PlausibleCurve[];
}

const contend = (
  law: Law,
  points: readonly ScalingPoint[],
  data: ScalingData,
): Contender | ModelCandidate => {
  if (data.cells.length < law.minimumScales) {
    return {
      name: law.name,
      crossValidationError: null,
      lackOfFitP: null,
      refusal: {
        kind: 'too-few-scales',
        measured: data.cells.length,
        needed: law.minimumScales,
      },
      fitted: null,
    };
  }
  const fit = law.fit(data);
  const curves = law.plausible(data, fit);
  const { p, refusal } = judgeFit(data, fit, law.parameterCount);
  return {
    law,
    fit,
    curves,
    fitted: law.describe(data, fit, curves),
    errors: leaveOneOutErrors(points, data.weighting, law),
    lackOfFitP: p,
    refusal,
  };
};

const candidateOf = (entry: Contender | ModelCandidate): ModelCandidate =>
  'law' in entry
    ? {
        name: entry.law.name,
        crossValidationError: rootMeanSquare(entry.errors),
        lackOfFitP: entry.lackOfFitP,
        refusal: entry.refusal,
        fitted: entry.fitted,
      }
    : entry;

const noneReason = (candidates: readonly ModelCandidate[]): Reason =>
  candidates.every((candidate) => candidate.fitted === null)
    ? {
        kind: 'too-few-points-for-a-law',
        because: candidates[0]?.refusal ?? { kind: 'no-points' },
      }
    : { kind: 'no-law-fits' };

const reasonOf = ({ law: { name } }: Contender, rivals: readonly Contender[]): Reason =>
  rivals.length === 0
    ? { kind: 'predicts-best', law: name }
    : { kind: 'fewest-parameters', law: name, rivals: rivals.map((rival) => rival.law.name) };

/**
 * Amdahl's law is the USL with β = 0: where the likelihood excludes that, it is out; otherwise the two
 * can't be told apart, whatever their prediction errors.
 */
const withoutExcludedCase = (
  data: ScalingData,
  standing: readonly Contender[],
): readonly Contender[] => {
  const general = standing.find(({ law }) => law === usl);
  if (!general) return standing;
  const tolerated = toleratedLackOfFit(data, general.fit.lackOfFit, usl.parameterCount);
  return standing.filter(({ law, fit }) => law !== amdahl || fit.lackOfFit <= tolerated);
};

/**
 * Lets the laws compete: refuses those that do not fit, then takes the one that predicts left-out trials best.
 * Where another with fewer parameters predicts as well, that one is taken.
 */
export const chooseLaw = (points: readonly ScalingPoint[], weighting: Weighting): ChosenLaw => {
  const data = scalingData(points, weighting);
  const entries = LAWS.map((law) => contend(law, points, data));
  const candidates = entries.map(candidateOf);
  const fitting = entries.filter(
    (entry): entry is Contender => 'law' in entry && entry.refusal === null,
  );
  const standing = withoutExcludedCase(data, fitting).toSorted(
    (a, b) => rootMeanSquare(a.errors) - rootMeanSquare(b.errors),
  );
  const best = standing[0];
  if (!best) {
    const choice = { chosen: null, reason: noneReason(candidates), rivals: [], candidates };
    return { choice, fit: null, curves: [] };
  }
  const equals = standing.filter((entry) => predictsAsWell(best.errors, entry.errors));
  const fewest = Math.min(...equals.map((entry) => entry.law.parameterCount));
  const chosen = equals.find((entry) => entry.law.parameterCount === fewest) ?? best;
  const rivals = standing.filter(
    (entry) =>
      entry !== chosen && (equals.includes(entry) || (chosen.law === amdahl && entry.law === usl)),
  );
  return {
    choice: {
      chosen: chosen.fitted,
      reason: reasonOf(chosen, rivals),
      rivals: rivals.map((entry) => entry.law.name),
      candidates,
    },
    fit: chosen.fit,
    curves: [chosen, ...rivals].flatMap((entry) => entry.curves),
  };
};
