import type { Report } from '../../harness/analysis/report.ts';
import type { MarginalGain, ScalingCurve } from '../../harness/analysis/scalingCurve.ts';
import { whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartIdOf, shortName } from './names.ts';
import { flatLine, pointAt, present, topologiesOf } from './points.ts';
import type { ChartPoint, Series, XyChart } from './spec.ts';

/** What each added node brought, and the share of the first node's gain below which it no longer pays. */
export function marginalGain(report: Report, curve: ScalingCurve, text: Text): XyChart {
  const topologies = topologiesOf(report);
  const hue = topologies.indexOf(curve.topology);
  const points = curve.marginal.flatMap((gain) => present(gainPoint(gain, text)));
  const series: readonly Series[] = [
    {
      id: 'threshold',
      label: text.charts.marginal.threshold(curve.kneeThreshold),
      group: 'threshold',
      style: 'ideal',
      hue,
      points: points.length === 0 ? [] : thresholdLine(curve, text),
    },
    {
      id: 'gain',
      label: shortName(curve.topology),
      group: curve.topology,
      style: 'measured',
      hue,
      points,
    },
  ];
  return {
    kind: 'xy',
    id: chartIdOf('marginal-gain', curve.topology, topologies),
    title: text.charts.marginal.title(shortName(curve.topology, 40)),
    description: text.charts.marginal.description(curve.topology),
    x: {
      label: text.charts.nodesAxis,
      ticks: curve.marginal.map((gain) => gain.toScale),
    },
    y: { label: text.charts.marginal.axis, ticks: null },
    series: series.filter((one) => one.points.length > 0),
    markers: [],
  };
}

const gainPoint = (gain: MarginalGain, text: Text): ChartPoint | null =>
  pointAt(gain.toScale, gain.perNodePerSecond, (figure) =>
    text.charts.hover(
      `${whole(gain.fromScale)} → ${whole(gain.toScale)}`,
      text.charts.marginal.perNode,
      text.charts.perSecond(figure),
    ),
  );

function thresholdLine(curve: ScalingCurve, text: Text): readonly ChartPoint[] {
  const first = curve.idealPerNodePerSecond;
  const last = curve.marginal.at(-1)?.toScale;
  if (first === null || last === undefined) return [];
  return flatLine(
    first * curve.kneeThreshold,
    last,
    text.charts.marginal.threshold(curve.kneeThreshold),
  );
}
