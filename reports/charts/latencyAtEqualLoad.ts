import type { PercentileName } from '../../harness/analysis/latency.ts';
import type { OfferedCurve } from '../../harness/analysis/offered/curve.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { percentilePoints, serviceLevel } from './loadLatency.ts';
import { shortName } from './names.ts';
import { topologiesOf } from './points.ts';
import type { Series, XyChart } from './spec.ts';
import type { Text } from '../text/en.ts';

const PERCENTILES: readonly (readonly [PercentileName, string, Series['style']])[] = [
  ['p99Ms', 'p99', 'measured'],
  ['p50Ms', 'p50', 'measured-dashed'],
];

/** Cells side by side at the rates that more than one of them was offered: how far apart they stand is the shift. */
export function latencyAtEqualLoad(report: Report, text: Text): XyChart {
  const topologies = topologiesOf(report);
  const curves = atSharedRates(report.offered);
  const series = curves
    .flatMap((curve) => {
      const cell = text.offered.cellName(shortName(curve.cell.topology, 14), curve.cell.scale);
      return PERCENTILES.map(
        ([key, name, style]): Series => ({
          id: `${curve.cell.id}-${name}`,
          label: `${cell} ${name}`,
          group: cell,
          style,
          hue: topologies.indexOf(curve.cell.topology),
          points: percentilePoints(curve, key, `${cell} ${name}`, text),
        }),
      );
    })
    .filter((one) => one.points.length > 0);
  return {
    kind: 'xy',
    id: 'latency-at-equal-load',
    title: text.offered.equalLoad.title,
    description: text.offered.equalLoad.description,
    x: { label: text.offered.rateAxis, ticks: null },
    y: { label: text.charts.latencyAxis, ticks: null, logarithmic: true },
    series: series.length === 0 ? [] : [serviceLevel(report, curves, text), ...series],
    markers: [],
  };
}

const atSharedRates = (curves: readonly OfferedCurve[]): readonly OfferedCurve[] =>
  curves
    .map((curve) => ({
      ...curve,
      points: curve.points.filter(({ ratePerSecond }) =>
        curves.some(
          (other) =>
            other !== curve && other.points.some((point) => point.ratePerSecond === ratePerSecond),
        ),
      ),
    }))
    .filter(({ points }) => points.length > 0);
