import type { PercentileName } from '../../harness/analysis/latency.ts';
import type { OfferedCurve } from '../../harness/analysis/offered/curve.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { plain, withDetail } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartIdOf, shortName } from './names.ts';
import { flatLine, pointAt, present, topologiesOf } from './points.ts';
import type { ChartPoint, Series, VerticalMarker, XyChart } from './spec.ts';

/** From the slowest down, as they stand in the picture. */
const PERCENTILES: readonly (readonly [PercentileName, string])[] = [
  ['p999Ms', 'p99.9'],
  ['p99Ms', 'p99'],
  ['p90Ms', 'p90'],
  ['p50Ms', 'p50'],
];

/** One cell under offered load: its percentiles, the service level, and the capacity under it. */
export function loadLatency(report: Report, curve: OfferedCurve, text: Text): XyChart {
  const { cell } = curve;
  const hue = topologiesOf(report).indexOf(cell.topology);
  const series = PERCENTILES.map(
    ([key, name]): Series => ({
      id: name,
      label: name,
      group: name,
      // The service level is one of p99.
      style: key === 'p99Ms' ? 'measured' : 'measured-dashed',
      hue,
      points: percentilePoints(curve, key, name, text),
    }),
  ).filter((one) => one.points.length > 0);
  return {
    kind: 'xy',
    id: chartIdOf(
      'load-latency',
      cell.id,
      report.offered.map((one) => one.cell.id),
    ),
    title: text.offered.chart.title(shortName(cell.topology, 40), cell.scale),
    description: text.offered.chart.description(cell.topology, cell.scale),
    x: { label: text.offered.rateAxis, ticks: null },
    y: { label: text.charts.latencyAxis, ticks: null, logarithmic: true },
    series: series.length === 0 ? [] : [serviceLevel(report, [curve], text), ...series],
    markers: capacityMarker(curve, text),
  };
}

/** A percentile at each offered rate. */
export const percentilePoints = (
  curve: OfferedCurve,
  key: PercentileName,
  name: string,
  text: Text,
): readonly ChartPoint[] =>
  curve.points.flatMap((point) =>
    present(
      pointAt(point.ratePerSecond, point.latency[key], (figure) =>
        text.charts.hover(
          name,
          text.charts.perSecond(plain(point.ratePerSecond)),
          text.charts.milliseconds(figure),
        ),
      ),
    ),
  );

/** The promised p99, as far as anything was offered. */
export const serviceLevel = (
  report: Report,
  curves: readonly OfferedCurve[],
  text: Text,
): Series => {
  const label = text.offered.serviceLevel(plain(report.experiment.slo.p99Ms));
  const highest = Math.max(
    ...curves.flatMap(({ points }) => points.map(({ ratePerSecond }) => ratePerSecond)),
  );
  return {
    id: 'service-level',
    label,
    group: 'service-level',
    style: 'ideal',
    hue: 0,
    points: flatLine(report.experiment.slo.p99Ms, highest, label),
  };
};

const capacityMarker = (curve: OfferedCurve, text: Text): readonly VerticalMarker[] =>
  isKnown(curve.capacityPerSecond)
    ? [
        {
          group: 'p99',
          x: curve.capacityPerSecond.value,
          low: curve.capacityPerSecond.low,
          high: curve.capacityPerSecond.high,
          label: text.offered.capacityAt(withDetail(curve.capacityPerSecond)),
        },
      ]
    : [];
