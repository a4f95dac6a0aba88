import type { MaybeEstimate } from '../../model/estimate.ts';
import type { PercentileName } from '../latency.ts';
import type { OfferedCurve, OfferedPoint } from '../offered/curve.ts';
import { type ComparisonGrade, differenceOf, gradeOfRatio, ratioOf } from '../ratio.ts';

/** One percentile of two topologies at the same offered rate. */
export interface PercentileShift {
  readonly percentile: PercentileName;
  readonly firstMs: MaybeEstimate;
  readonly secondMs: MaybeEstimate;
  /** first − second. */
  readonly shiftMs: MaybeEstimate;
  /** first / second. */
  readonly ratio: MaybeEstimate;
  /** `better` is said of the ratio: the first takes longer. */
  readonly grade: ComparisonGrade;
}

/** How the response times of two topologies of one scale differ at equal offered load. */
export interface LatencyShift {
  readonly first: string;
  readonly second: string;
  readonly scenario: string;
  readonly scale: number;
  readonly firstCpuCores: number;
  readonly secondCpuCores: number;
  /** By rising rate; the rates that both were offered. */
  readonly rates: readonly {
    readonly ratePerSecond: number;
    readonly percentiles: readonly PercentileShift[];
  }[];
}

const PERCENTILES: readonly PercentileName[] = ['p50Ms', 'p90Ms', 'p99Ms', 'p999Ms'];

const percentileShifts = (first: OfferedPoint, second: OfferedPoint): readonly PercentileShift[] =>
  PERCENTILES.map((percentile) => {
    const firstMs = first.latency[percentile];
    const secondMs = second.latency[percentile];
    const ratio = ratioOf(firstMs, secondMs);
    return {
      percentile,
      firstMs,
      secondMs,
      shiftMs: differenceOf(firstMs, secondMs),
      ratio,
      grade: gradeOfRatio(ratio),
    };
  });

const shiftOf = (first: OfferedCurve, second: OfferedCurve): LatencyShift => ({
  first: first.cell.topology,
  second: second.cell.topology,
  scenario: first.cell.scenario,
  scale: first.cell.scale,
  firstCpuCores: first.provisionedCpuCores,
  secondCpuCores: second.provisionedCpuCores,
  rates: first.points.flatMap((point) => {
    const same = second.points.find(({ ratePerSecond }) => ratePerSecond === point.ratePerSecond);
    return same
      ? [{ ratePerSecond: point.ratePerSecond, percentiles: percentileShifts(point, same) }]
      : [];
  }),
});

/** Later topologies against earlier ones, at the same scale and wherever both were offered the same rate. */
export const latencyShiftsOf = (offered: readonly OfferedCurve[]): readonly LatencyShift[] =>
  offered
    .flatMap((second, i) =>
      offered
        .slice(i + 1)
        .filter(
          ({ cell }) =>
            cell.topology !== second.cell.topology &&
            cell.scale === second.cell.scale &&
            cell.scenario === second.cell.scenario,
        )
        .map((first) => shiftOf(first, second)),
    )
    .filter(({ rates }) => rates.length > 0);
