import type { Economics } from '../../model/economics.ts';
import { isKnown, type MaybeEstimate, unknown } from '../../model/estimate.ts';
import type { PlannedCell } from '../../model/run.ts';
import { differenceOf, ratioOf } from '../ratio.ts';
import type { ScalingCurve } from '../scalingCurve.ts';
import { withPart } from './alteredPlan.ts';
import { type Candidate, candidateOf, type OptionKind } from './candidate.ts';

/** A candidate beside what there is today. */
export interface Option {
  readonly candidate: Candidate;
  /** Throughput / today's. */
  readonly gain: MaybeEstimate;
  /** Throughput − today's, requests/s. */
  readonly addedPerSecond: MaybeEstimate;
  /** Cost − today's. */
  readonly addedPerMonth: number;
}

/** Today's system and what could be bought or built in its place. */
export interface OptionsTable {
  readonly today: Candidate;
  /** Measured and predicted ones first, then those that nobody tested. */
  readonly options: readonly Option[];
}

const valueOf = ({ throughputPerSecond }: Candidate): number => throughputPerSecond.value ?? 0;

const mostOf = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.toSorted((a, b) => valueOf(b) - valueOf(a))[0];

/** Where adding nodes stops paying, or the largest size that was measured where it still pays. */
const todayOf = (curve: ScalingCurve, sizes: readonly Candidate[]): Candidate | undefined => {
  const ascending = sizes.toSorted((a, b) => a.scale - b.scale);
  const { stopAtNodes } = curve;
  return (
    (stopAtNodes === null ? undefined : ascending.find(({ scale }) => scale >= stopAtNodes)) ??
    ascending.at(-1)
  );
};

/** What each that is not measured is priced like. */
const NOT_TESTED: Readonly<
  Record<'read-replica' | 'pooler' | 'extract-component', 'database' | 'balancer' | 'app'>
> = {
  'read-replica': 'database',
  pooler: 'balancer',
  'extract-component': 'app',
};

type Untested = keyof typeof NOT_TESTED;

/** Priced as one more container like one that is there; what it would carry is not made up. */
const untested = (kind: Untested, today: PlannedCell, economics: Economics): Candidate => {
  const missing = unknown({ kind: 'option-not-measured', option: kind });
  return candidateOf(withPart(today.plan, NOT_TESTED[kind], kind), economics, {
    kind,
    tested: 'not-tested',
    throughputPerSecond: missing,
    capacityPerSecond: missing,
    limitedBy: null,
  });
};

/** The databases' CPU is a sum of shares. */
const TOLERANCE = 1e-9;

const REBUILDS: readonly OptionKind[] = [
  'extract-component',
  'cluster-split-data',
  'split-one-database',
  'split',
];

/**
 * Another placement stands there twice where it was measured with more database too: with as much as
 * today's, for the placement's own gain, and with more.
 * @param candidates measured and predicted ones
 * @returns null where today's place on the curve is not known
 */
export const optionsTable = (
  candidates: readonly Candidate[],
  curve: ScalingCurve,
  cells: readonly PlannedCell[],
  economics: Economics,
): OptionsTable | null => {
  const sizes = candidates.filter(
    ({ kind, throughputPerSecond }) => kind === 'add-nodes' && isKnown(throughputPerSecond),
  );
  const today = todayOf(curve, sizes);
  const planned = cells.find(
    ({ cell }) => cell.topology === today?.topology && cell.scale === today.scale,
  );
  if (!today || !planned) return null;
  const known = (kind: OptionKind, tested: Candidate['tested']): readonly Candidate[] =>
    candidates.filter((candidate) => candidate.kind === kind && candidate.tested === tested);
  const optionOf = (candidate: Candidate): Option => ({
    candidate,
    gain: ratioOf(candidate.throughputPerSecond, today.throughputPerSecond),
    addedPerSecond: differenceOf(candidate.throughputPerSecond, today.throughputPerSecond),
    addedPerMonth: candidate.cost.perMonth - today.cost.perMonth,
  });
  const chosen = [
    mostOf(sizes.filter(({ scale }) => scale > today.scale)),
    mostOf(known('bigger-database', 'measured')),
    mostOf(known('bigger-database', 'predicted')),
    ...REBUILDS.flatMap((kind) => {
      const measured = known(kind, 'measured');
      const hasMore = ({ databaseCpuCores }: Candidate): boolean =>
        databaseCpuCores > today.databaseCpuCores * (1 + TOLERANCE);
      return [
        mostOf(measured.filter((candidate) => !hasMore(candidate))),
        mostOf(measured.filter(hasMore)),
      ];
    }),
  ].filter((candidate) => candidate !== undefined);
  const missing = (Object.keys(NOT_TESTED) as Untested[])
    .filter((kind) => !chosen.some((candidate) => candidate.kind === kind))
    .map((kind) => untested(kind, planned, economics));
  return { today, options: [...chosen, ...missing].map(optionOf) };
};
