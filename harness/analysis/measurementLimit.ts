import type { Reason } from '../model/reason.ts';
import type { Trial } from '../model/trial.ts';
import { groupedBy } from './grouping.ts';
import type { MeasuredCell, Measurement } from './measurement.ts';

/** Over this share of its CPU the generator, and not the system, may be what was measured. */
const GENERATOR_LIMIT = 0.8;
const HOST_LIMIT = 0.95;
/** The rules by which a trial is invalid because generator or host were full. */
const SATURATION_RULES: readonly string[] = ['generator-saturated', 'host-saturated'];

const limitOfMeasurement = ({ generator }: Measurement): Reason | null => {
  if (generator.cpuUtilisation > GENERATOR_LIMIT) {
    return { kind: 'generator-full', share: generator.cpuUtilisation };
  }
  if (generator.hostBusyShare !== null && generator.hostBusyShare > HOST_LIMIT) {
    return { kind: 'host-full', share: generator.hostBusyShare };
  }
  return null;
};

/** What the first of its trials that generator or host spoilt says. */
const limitOfTrials = (trials: readonly Trial[]): Reason | null => {
  const spoilt = trials
    .flatMap(({ outcome }) => (outcome.status === 'invalid' ? outcome.reasons : []))
    .find(({ rule }) => SATURATION_RULES.includes(rule));
  return spoilt ? { kind: 'invalid-trial', rule: spoilt.rule, detail: spoilt.detail } : null;
};

/**
 * Cells in which the load generator or the host was the limit, by id, with what was seen: they tell
 * nothing of the system. A cell that was never measured counts where its trials were invalid for that.
 */
export const measurementLimits = (
  trials: readonly Trial[],
  measured: ReadonlyMap<string, MeasuredCell>,
): ReadonlyMap<string, Reason> =>
  new Map(
    [...groupedBy(trials, ({ cell }) => cell.id)].flatMap(([id, ofCell]): [string, Reason][] => {
      const result = measured.get(id);
      const limit = result ? limitOfMeasurement(result.measurement) : limitOfTrials(ofCell);
      return limit === null ? [] : [[id, limit]];
    }),
  );

/**
 * Why a curve is no scaling result at all: at half of its points or more, or at so many that no bend is
 * left to see, the generator or the host was measured in place of the system. Null where it may stand.
 * @param points ascending by scale, each with what limited the measurement there
 * @param minimum of points that a bend needs
 */
export const curveRefusal = (
  points: readonly { readonly scale: number; readonly limit: Reason | null }[],
  minimum: number,
): Reason | null => {
  const limited = points.flatMap(({ scale, limit }) => (limit === null ? [] : [{ scale, limit }]));
  const first = limited[0];
  const left = points.length - limited.length;
  if (!first || (left > limited.length && left >= minimum)) return null;
  const scales = limited.map(({ scale }) => scale);
  return { kind: 'not-the-system', scales, because: first.limit };
};
