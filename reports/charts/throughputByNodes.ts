import type { Report } from '../../harness/analysis/report.ts';
import type { CurvePoint, ScalingCurve } from '../../harness/analysis/scalingCurve.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import { plain } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartIdOf, shortName } from './names.ts';
import { cellsOf, pointAt, present, topologiesOf, trialPoints } from './points.ts';
import type { ChartPoint, Series, VerticalMarker, XyChart } from './spec.ts';

/** One topology's curve: measured points, what limited each, the ideal line, the fit and the knee. */
export function throughputByNodes(report: Report, curve: ScalingCurve, text: Text): XyChart {
  const topologies = topologiesOf(report);
  const { topology } = curve;
  const hue = topologies.indexOf(topology);
  const name = shortName(topology);
  const measured = curve.points.flatMap((point) => present(measuredPoint(point, name, text)));
  const trials = cellsOf(report, topology)
    .filter((entry) => entry.cell.scenario === curve.scenario)
    .flatMap((entry) =>
      trialPoints(entry, entry.cell.scale, (repetition, perSecond) =>
        text.charts.hover(
          name,
          text.charts.trial(repetition),
          text.charts.perSecond(plain(perSecond)),
        ),
      ),
    );
  const series: readonly Series[] = [
    {
      id: 'ideal',
      label: text.charts.ideal,
      group: 'ideal',
      style: 'ideal',
      hue,
      points: idealPoints(curve, measured, text),
    },
    {
      id: 'fitted',
      label: null,
      group: topology,
      style: 'fitted',
      hue,
      points: fittedPoints(curve, false, text),
    },
    {
      id: 'extrapolated',
      label: null,
      group: topology,
      style: 'extrapolated',
      hue,
      points: fittedPoints(curve, true, text),
    },
    { id: 'trials', label: null, group: topology, style: 'trials', hue, points: trials },
    { id: 'measured', label: name, group: topology, style: 'measured', hue, points: measured },
  ];
  return {
    kind: 'xy',
    id: chartIdOf('throughput-by-nodes', topology, topologies),
    title: text.charts.byNodes.title(shortName(topology, 40)),
    description: text.charts.byNodes.description(topology),
    x: { label: text.charts.nodesAxis, ticks: curve.points.map((point) => point.scale) },
    y: { label: text.charts.throughputAxis, ticks: null },
    series: series.filter((one) => one.points.length > 0),
    markers: kneeMarkers(curve, text),
  };
}

function measuredPoint(point: CurvePoint, name: string, text: Text): ChartPoint | null {
  const at = pointAt(point.scale, point.throughputPerSecond, (figure) =>
    text.charts.hover(
      name,
      text.charts.nodes(point.scale),
      `${text.charts.perSecond(figure)}, ${text.limiterHover(point.limiter)}`,
    ),
  );
  return (
    at && { ...at, label: text.limiterShort(point.limiter).map((line) => shortName(line, 14)) }
  );
}

/**
 * From nothing to a little above the highest measured point: drawn to the last node,
 * eight times the plateau would press the measured curve flat against the axis.
 */
function idealPoints(
  curve: ScalingCurve,
  measured: readonly ChartPoint[],
  text: Text,
): readonly ChartPoint[] {
  const slope = curve.idealPerNodePerSecond;
  const last = measured.at(-1);
  if (slope === null || last === undefined || measured.length < 2) return [];
  const highest = Math.max(...measured.map((point) => point.high ?? point.y));
  const to = Math.min(last.x, (highest * 1.25) / slope);
  const first = measured[0]?.x ?? 0;
  return [Math.min(first, to), to].map((x) => ({
    x,
    y: slope * x,
    low: null,
    high: null,
    label: [],
    hover: text.charts.hover(text.charts.ideal, plain(x), text.charts.perSecond(plain(slope * x))),
  }));
}

const fittedPoints = (
  curve: ScalingCurve,
  extrapolated: boolean,
  text: Text,
): readonly ChartPoint[] =>
  partOf(curve, extrapolated).map((point) => ({
    x: point.scale,
    y: point.throughputPerSecond,
    low: point.low,
    high: point.high,
    label: [],
    hover: text.charts.hover(
      text.charts.fitted(
        curve.model.chosen ? text.tables.models.names[curve.model.chosen.name] : '',
      ),
      plain(point.scale),
      text.charts.perSecond(plain(point.throughputPerSecond)),
    ),
  }));

/** What lies beyond the measured range begins at its last point, so that the line has no gap. */
function partOf({ fitted }: ScalingCurve, extrapolated: boolean): ScalingCurve['fitted'] {
  const within = fitted.filter((point) => !point.extrapolated);
  const beyond = fitted.filter((point) => point.extrapolated);
  if (!extrapolated) return within;
  return beyond.length === 0 ? [] : [...within.slice(-1), ...beyond];
}

const kneeMarkers = (
  { topology, knee, stopAtNodes }: ScalingCurve,
  text: Text,
): readonly VerticalMarker[] =>
  isKnown(knee) && stopAtNodes !== null
    ? [
        {
          group: topology,
          x: knee.value,
          low: knee.low,
          high: knee.high,
          label: text.charts.knee(knee.value, stopAtNodes),
        },
      ]
    : [];
