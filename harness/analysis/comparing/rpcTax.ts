import { isKnown, type MaybeEstimate, unknown } from '../../model/estimate.ts';
import type { MeasuredCell, Measurement } from '../measurement.ts';
import { type ComparisonGrade, differenceOf, gradeOfRatio, ratioOf } from '../ratio.ts';
import { groupedBy } from '../grouping.ts';
import type { ComparablePoint } from './layout.ts';

/** What one side of the comparison spends on a request. */
export interface RequestCost {
  readonly topology: string;
  readonly cellId: string;
  /** Application, balancer and databases. */
  readonly cpuMsPerRequest: MaybeEstimate;
  /** Application alone; null where it was not observed. */
  readonly appCpuMsPerRequest: number | null;
  /** Calls between components that left their process, mean over all requests. */
  readonly hopsPerRequest: number;
}

/** What calls between services cost: the same requests to whole and to split code at one scale. */
export interface RpcTax {
  readonly scenario: string;
  readonly scale: number;
  readonly whole: RequestCost;
  readonly split: RequestCost;
  /** Both cut their data alike, so that only the code differs. */
  readonly sameData: boolean;
  /** split − whole. */
  readonly addedCpuMs: MaybeEstimate;
  /** split / whole. */
  readonly ratio: MaybeEstimate;
  /** Of the ratio: `better` says that a request costs more. */
  readonly grade: ComparisonGrade;
  /** Added CPU for each added call; unknown where no call was added. */
  readonly cpuMsPerHop: MaybeEstimate;
}

const costOf = (
  { topology, point }: ComparablePoint,
  { cpuMsPerRequest, cpuByRole, hopsPerRequest }: Measurement,
): RequestCost => ({
  topology,
  cellId: point.cellId,
  cpuMsPerRequest,
  appCpuMsPerRequest: cpuByRole.find(({ role }) => role === 'app')?.cpuMsPerRequest ?? null,
  hopsPerRequest,
});

const perHop = (added: MaybeEstimate, hops: number): MaybeEstimate => {
  if (!isKnown(added)) return added;
  if (hops <= 0) return unknown({ kind: 'no-added-call' });
  const share = (bound: number | null): number | null => (bound === null ? null : bound / hops);
  return { ...added, value: added.value / hops, low: share(added.low), high: share(added.high) };
};

const taxOf = (
  split: ComparablePoint,
  whole: ComparablePoint,
  measured: ReadonlyMap<string, MeasuredCell>,
): readonly RpcTax[] => {
  const ofSplit = measured.get(split.point.cellId)?.measurement;
  const ofWhole = measured.get(whole.point.cellId)?.measurement;
  if (!ofSplit || !ofWhole) return [];
  const addedCpuMs = differenceOf(ofSplit.cpuMsPerRequest, ofWhole.cpuMsPerRequest);
  const ratio = ratioOf(ofSplit.cpuMsPerRequest, ofWhole.cpuMsPerRequest);
  return [
    {
      scenario: split.scenario,
      scale: split.point.scale,
      whole: costOf(whole, ofWhole),
      split: costOf(split, ofSplit),
      sameData: split.layout.databases === whole.layout.databases,
      addedCpuMs,
      ratio,
      grade: gradeOfRatio(ratio),
      cpuMsPerHop: perHop(addedCpuMs, ofSplit.hopsPerRequest - ofWhole.hopsPerRequest),
    },
  ];
};

const hasSameData = (a: ComparablePoint, b: ComparablePoint): boolean =>
  a.layout.databases === b.layout.databases;

/** Whole code at the split's scale: with data cut alike where the run has it. */
const counterpart = (
  split: ComparablePoint,
  points: readonly ComparablePoint[],
): ComparablePoint | null => {
  const whole = points.filter(
    ({ scenario, point, layout }) =>
      layout.codeGroups === 1 && scenario === split.scenario && point.scale === split.point.scale,
  );
  return whole.find((candidate) => hasSameData(candidate, split)) ?? whole[0] ?? null;
};

/**
 * The tax of every topology with split code, at the largest scale that whole code was measured at too:
 * with data cut alike where there is such a scale.
 */
export const rpcTaxesOf = (
  points: readonly ComparablePoint[],
  measured: ReadonlyMap<string, MeasuredCell>,
): readonly RpcTax[] => {
  const split = points.filter(({ layout }) => layout.codeGroups > 1);
  return [
    ...groupedBy(split, ({ scenario, topology }) => `${scenario}/${topology}`).values(),
  ].flatMap((own) => {
    const pairs = own.flatMap((point) => {
      const whole = counterpart(point, points);
      return whole ? [{ point, whole, alike: hasSameData(point, whole) }] : [];
    });
    const best = pairs.toSorted(
      (a, b) => Number(b.alike) - Number(a.alike) || b.point.point.scale - a.point.point.scale,
    )[0];
    return best ? taxOf(best.point, best.whole, measured) : [];
  });
};
