import type { Report, ReportCell } from '../../harness/analysis/report.ts';
import type { Measurement } from '../../harness/analysis/measurement.ts';
import { isOnCurve } from '../../harness/model/cell.ts';
import { isKnown, type MaybeEstimate } from '../../harness/model/estimate.ts';
import { withDetail, type NumberFormat } from '../figures.ts';
import type { ChartPoint } from './spec.ts';

/** Topologies in the order of the report's cells: the order that gives each its colour everywhere. */
export const topologiesOf = (report: Report): readonly string[] => [
  ...new Set(report.cells.map((entry) => entry.cell.topology)),
];

/** Cells at saturation and of the experiment's own sizes: what offered cells and wall tests give is never mixed with them. */
export const curveCells = (report: Report): readonly ReportCell[] =>
  report.cells.filter((entry) => isOnCurve(entry.cell));

/** One topology's points from the smallest to the largest. */
export const cellsOf = (report: Report, topology: string): readonly ReportCell[] =>
  curveCells(report)
    .filter((entry) => entry.cell.topology === topology)
    .toSorted((a, b) => a.cell.scale - b.cell.scale);

export const measurementOf = (entry: ReportCell): Measurement | null =>
  entry.result.status === 'measured' ? entry.result.measurement : null;

/** A figure as a point with its interval; none where the figure is not known. */
export function pointAt(
  x: number,
  figure: MaybeEstimate,
  hover: (figure: string) => string,
  format?: NumberFormat,
): ChartPoint | null {
  if (!isKnown(figure)) return null;
  return {
    x,
    y: figure.value,
    low: figure.low,
    high: figure.high,
    label: [],
    hover: hover(withDetail(figure, format)),
  };
}

/** A level from the axis to the last place that counts. */
export const flatLine = (y: number, lastX: number, hover: string): readonly ChartPoint[] =>
  [0, lastX].map((x) => ({ x, y, low: null, high: null, label: [], hover }));

/** The trials of one cell that count, as dots at `x`. */
export const trialPoints = (
  entry: ReportCell,
  x: number,
  hover: (repetition: number, throughputPerSecond: number) => string,
): readonly ChartPoint[] =>
  entry.trials.flatMap((trial) =>
    trial.outcome.status === 'completed' && trial.throughputPerSecond !== null
      ? [
          {
            x,
            y: trial.throughputPerSecond,
            low: null,
            high: null,
            label: [],
            hover: hover(trial.repetition, trial.throughputPerSecond),
          },
        ]
      : [],
  );

export const present = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);
