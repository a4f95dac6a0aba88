import { type Baseline, baselineOf, sameFingerprint } from './baseline.ts';
import { confirm, LOOKS } from './confirm.ts';
import type { JudgedMetric } from './metric.ts';
import type { Confirmation, Decision, Entry, Night, NightMeasurement, TrialPair } from './night.ts';
import * as reasons from './reasons.ts';
import { screen } from './screen.ts';

/** What can be measured on demand while the night lasts. */
export interface Bench {
  /** Whether all images and plans of that night are still there to be deployed. */
  readonly keeps: (night: Night) => Promise<boolean>;
  /**
   * Runs interleaved pairs of these cells: that night's images and plan against tonight's.
   * @returns `count` pairs of each cell, fewer where trials failed.
   */
  readonly runPairs: (
    against: NightMeasurement,
    cells: readonly string[],
    count: number,
  ) => Promise<readonly TrialPair[]>;
}

/**
 * Without the baseline's image a bad night, one in twenty, can't be told from a change that slows
 * everything: that takes three nights in a row. What got worse by more than everything else did, two.
 */
const IN_A_ROW = { alone: 2, together: 3, z: 3 } as const;

/** The whole gate: screen, then confirm. The simulation runs this same function. */
export const judgeNight = async (
  tonight: NightMeasurement,
  newestFirst: Iterable<Entry>,
  bench: Bench,
): Promise<Decision> => {
  const nothing = { judged: [], suspects: [], confirmation: null };
  const baseline = baselineOf(newestFirst, tonight.fingerprint);
  const screening = screen(tonight, baseline);
  if (screening.status === 'insufficient-history')
    return {
      ...nothing,
      status: 'insufficient-history',
      reasons: reasons.insufficient(screening.nights, tonight, newestFirst),
    };
  if (screening.status === 'unsteady')
    return { ...nothing, status: 'invalid', reasons: reasons.unsteady(screening.unsteadiness) };
  const { judged, suspects } = screening;
  const screened = { judged, suspects: suspects.map(({ id }) => id), confirmation: null };
  if (suspects.length === 0)
    return { ...screened, status: 'passed', reasons: reasons.passed(screening) };
  const outcome = await confirmSuspects(tonight, suspects, baseline, newestFirst, bench);
  return { ...screened, ...outcome };
};

type Outcome = Pick<Decision, 'status' | 'reasons' | 'confirmation'>;

const confirmSuspects = async (
  tonight: NightMeasurement,
  suspects: readonly JudgedMetric[],
  baseline: Baseline,
  newestFirst: Iterable<Entry>,
  bench: Bench,
): Promise<Outcome> => {
  const against = await oldestKept(baseline, bench);
  if (against === null) return laterNights(tonight, suspects, newestFirst, reasons.imagesGone());
  if (sameDeployment(against, tonight))
    return { status: 'cleared', confirmation: null, reasons: reasons.unchanged(suspects, against) };
  const confirmation = await runLooks(suspects, against, bench);
  if (confirmation === null)
    return laterNights(tonight, suspects, newestFirst, reasons.pairsFailed(against));
  return {
    status: confirmation.verdict === 'regressed' ? 'regressed' : 'cleared',
    confirmation,
    reasons: reasons.confirmed(confirmation, suspects, against),
  };
};

/** The oldest, so that what crept in over the last nights is found as well. */
const oldestKept = async (baseline: Baseline, bench: Bench): Promise<Night | null> => {
  for (const night of (baseline.segments[0] ?? []).toReversed())
    if (await bench.keeps(night)) return night;
  return null;
};

const sameDeployment = (before: Night, after: NightMeasurement): boolean =>
  sameFingerprint(before.images, after.images) && sameFingerprint(before.plans, after.plans);

/** @returns null where too few pairs could be run for the first look. */
const runLooks = async (
  suspects: readonly JudgedMetric[],
  against: Night,
  bench: Bench,
): Promise<Confirmation | null> => {
  const cells = [...new Set(suspects.map(({ cell }) => cell))];
  const pairs: TrialPair[] = [];
  let confirmation: Confirmation | null = null;
  let done = 0;
  for (const look of LOOKS) {
    pairs.push(...(await bench.runPairs(against, cells, look.pairs - done)));
    done = look.pairs;
    if (cells.some((cell) => pairs.filter((pair) => pair.cell === cell).length < look.pairs))
      return confirmation;
    confirmation = confirm(suspects, pairs);
    if (confirmation.verdict !== 'undecided') return confirmation;
  }
  return confirmation;
};

const laterNights = (
  tonight: NightMeasurement,
  suspects: readonly JudgedMetric[],
  newestFirst: Iterable<Entry>,
  why: string,
): Outcome => {
  const before = suspectedBefore(newestFirst, tonight);
  const lasting = suspects.filter(
    ({ id }) =>
      lasts(id, 'zAgainstOthers', IN_A_ROW.alone, suspects, before) ||
      lasts(id, 'z', IN_A_ROW.together, suspects, before),
  );
  return lasting.length > 0
    ? { status: 'regressed', confirmation: null, reasons: reasons.lasting(lasting, why) }
    : { status: 'suspected', confirmation: null, reasons: reasons.suspected(suspects, why) };
};

const lasts = (
  id: string,
  z: 'z' | 'zAgainstOthers',
  nights: number,
  tonight: readonly JudgedMetric[],
  before: readonly Night[],
): boolean => {
  const all = [tonight, ...before.map(({ decision }) => decision.judged)].slice(0, nights);
  return (
    all.length === nights &&
    all.every((judged) => judged.some((each) => each.id === id && each[z] > IN_A_ROW.z))
  );
};

/** The comparable nights right before tonight, the newest first, as long as they were suspected. */
const suspectedBefore = (
  newestFirst: Iterable<Entry>,
  { fingerprint }: NightMeasurement,
): readonly Night[] => {
  const nights: Night[] = [];
  for (const entry of newestFirst) {
    if (entry.kind !== 'night' || !sameFingerprint(entry.fingerprint, fingerprint)) continue;
    if (entry.decision.status === 'invalid') continue;
    if (!['suspected', 'regressed'].includes(entry.decision.status)) break;
    if (nights.push(entry) === IN_A_ROW.together) break;
  }
  return nights;
};
