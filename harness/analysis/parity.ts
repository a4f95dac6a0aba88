import { type Estimate, isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';
import { CONFIDENCE } from './interval.ts';
import { type ComparisonGrade, gradeOfRatio, ratioOf } from './ratio.ts';
import type { Report } from './report.ts';
import type { OpenEstimate } from './scaling/model.ts';

/** One kind of work: what whole and split code carry of it, at the same scale and budget. */
export interface ParityPoint {
  readonly runId: string;
  readonly scenario: string;
  readonly scale: number;
  /** CPU that a request costs the undivided system: application, balancer and database. */
  readonly workMsPerRequest: MaybeEstimate;
  readonly wholePerSecond: MaybeEstimate;
  readonly splitPerSecond: MaybeEstimate;
  /** split / whole. */
  readonly ratio: MaybeEstimate;
  readonly grade: ComparisonGrade;
  /** The same for equal CPU used, as were the services sized to the work: CPU a request, whole / split. */
  readonly ratioByUsedCpu: MaybeEstimate;
}

/** A sweep of work per request, with the point from which splitting costs next to nothing. */
export interface ParitySweep {
  readonly whole: string;
  readonly split: string;
  /** By rising work; those whose work is not known come last. */
  readonly points: readonly ParityPoint[];
  /** Split loses less than this share of the throughput from the parity point on. */
  readonly loss: number;
  /** CPU-ms per request, interpolated on a logarithmic axis; unknown says on which side it lies. */
  readonly parityMs: OpenEstimate;
}

const PARITY_LOSS = 0.05;

const NOT_MEASURED = unknown({ kind: 'no-completed-trial' });

const measurementOf = (report: Report, topology: string, scale: number) => {
  const entry = report.cells.find(
    ({ cell }) =>
      cell.topology === topology &&
      cell.scale === scale &&
      cell.load === 'saturation' &&
      cell.raised === null,
  );
  const refused = report.curves
    .flatMap(({ points }) => points)
    .some(({ cellId, refusal }) => cellId === entry?.cell.id && refusal !== null);
  return entry?.result.status === 'measured' && !refused ? entry.result.measurement : null;
};

/** The largest scale of a run that both topologies were planned at. */
const commonScale = (report: Report, whole: string, split: string): number | null => {
  const scalesOf = (topology: string): readonly number[] =>
    report.cells.filter(({ cell }) => cell.topology === topology).map(({ cell }) => cell.scale);
  const common = scalesOf(whole).filter((scale) => scalesOf(split).includes(scale));
  return common.length === 0 ? null : Math.max(...common);
};

const pointOf = (report: Report, whole: string, split: string): readonly ParityPoint[] => {
  const scale = commonScale(report, whole, split);
  if (scale === null) return [];
  const ofWhole = measurementOf(report, whole, scale);
  const ofSplit = measurementOf(report, split, scale);
  const wholePerSecond = ofWhole?.throughputPerSecond ?? NOT_MEASURED;
  const splitPerSecond = ofSplit?.throughputPerSecond ?? NOT_MEASURED;
  const workMsPerRequest = ofWhole?.cpuMsPerRequest ?? NOT_MEASURED;
  const ratio = ratioOf(splitPerSecond, wholePerSecond);
  return [
    {
      runId: report.run.id,
      scenario: report.run.scenario,
      scale,
      workMsPerRequest,
      wholePerSecond,
      splitPerSecond,
      ratio,
      grade: gradeOfRatio(ratio),
      ratioByUsedCpu: ratioOf(workMsPerRequest, ofSplit?.cpuMsPerRequest ?? NOT_MEASURED),
    },
  ];
};

interface Height {
  readonly workMs: number;
  readonly ratio: number;
}

/**
 * Where heights rise to `level` for good, on straight lines of ratio over the logarithm of the work:
 * −∞ where all lie above it, ∞ where the last does not.
 */
const crossingOf = (heights: readonly Height[], level: number): number => {
  const below = heights.findLastIndex(({ ratio }) => ratio < level);
  if (below === -1) return Number.NEGATIVE_INFINITY;
  const from = heights[below] as Height;
  const to = heights[below + 1];
  if (!to) return Number.POSITIVE_INFINITY;
  const share = (level - from.ratio) / (to.ratio - from.ratio);
  return from.workMs * (to.workMs / from.workMs) ** share;
};

type Known = ParityPoint & { readonly workMsPerRequest: Estimate; readonly ratio: Estimate };

const isPlaced = (point: ParityPoint): point is Known =>
  isKnown(point.workMsPerRequest) && isKnown(point.ratio);

/**
 * The interval is where the ratios' upper and lower bounds reach parity: it holds the point at least as
 * often as each ratio's interval holds its truth.
 */
const parityOf = (points: readonly Known[], loss: number): OpenEstimate => {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) {
    return unknown({ kind: 'fewer-than-two-works' });
  }
  const level = 1 - loss;
  const crossing = (ratioOfPoint: (ratio: Estimate) => number): number =>
    crossingOf(
      points.map(({ workMsPerRequest, ratio }) => ({
        workMs: workMsPerRequest.value,
        ratio: ratioOfPoint(ratio),
      })),
      level,
    );
  const value = crossing((ratio) => ratio.value);
  const low = crossing((ratio) => ratio.high ?? ratio.value);
  const high = crossing((ratio) => ratio.low ?? ratio.value);
  const range = { fromMs: first.workMsPerRequest.value, toMs: last.workMsPerRequest.value };
  if (value === Number.POSITIVE_INFINITY) {
    const none = unknown({ kind: 'split-loses-to-the-end', ...range });
    return Number.isFinite(low) ? { ...none, low } : none;
  }
  if (value === Number.NEGATIVE_INFINITY) {
    return unknown({ kind: 'split-loses-nowhere', ...range });
  }
  return {
    value,
    low: Number.isFinite(low) ? low : null,
    high: Number.isFinite(high) ? high : null,
    ...(high === Number.POSITIVE_INFINITY ? { highUnbounded: true as const } : {}),
    confidence: CONFIDENCE,
    samples: Math.min(...points.map(({ ratio }) => ratio.samples)),
  };
};

/**
 * How much a split loses by the work of a request.
 * @param reports a run each, of different scenarios and otherwise alike
 */
export const paritySweep = (
  reports: readonly Report[],
  { whole, split }: { readonly whole: string; readonly split: string },
  loss: number = PARITY_LOSS,
): ParitySweep => {
  const points = reports.flatMap((report) => pointOf(report, whole, split));
  const placed = points
    .filter(isPlaced)
    .toSorted((a, b) => a.workMsPerRequest.value - b.workMsPerRequest.value);
  return {
    whole,
    split,
    points: [...placed, ...points.filter((point) => !isPlaced(point))],
    loss,
    parityMs: parityOf(placed, loss),
  };
};
