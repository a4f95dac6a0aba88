import type { Report } from '../../harness/analysis/report.ts';
import type { ScalingCurve } from '../../harness/analysis/scalingCurve.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import type { ChartSpec } from '../charts/spec.ts';
import type { Block, Table } from '../document.ts';

/** Curves with a shape to look at; single points stand in the chart of all topologies. */
export const drawnCurves = (report: Report): readonly ScalingCurve[] =>
  report.curves.filter(
    (curve) =>
      curve.points.length > 1 && curve.points.some((point) => isKnown(point.throughputPerSecond)),
  );

const isEmpty = (chart: ChartSpec): boolean => {
  switch (chart.kind) {
    case 'xy':
      return chart.series.length === 0;
    case 'heat-map':
      return chart.fields.length === 0;
    case 'bars':
      return chart.y.names.length === 0;
  }
};

/** A chart that has something to show; empty axes only look like a result. */
export const chartBlock = (chart: ChartSpec): readonly Block[] =>
  isEmpty(chart) ? [] : [{ kind: 'chart', chart }];

/** A table that has rows. */
export const tableBlock = (table: Table): readonly Block[] =>
  table.rows.length > 0 ? [{ kind: 'table', table }] : [];
