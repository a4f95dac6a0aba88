import type { PercentileName } from '../../harness/analysis/latency.ts';
import type { Report } from '../../harness/analysis/report.ts';
import type { Text } from '../text/en.ts';
import { chartIdOf, shortName } from './names.ts';
import { cellsOf, measurementOf, pointAt, present, topologiesOf } from './points.ts';
import type { ChartPoint, Series, XyChart } from './spec.ts';

/** Median and 99th percentile of one topology's response time at each number of nodes. */
export function latencyByNodes(report: Report, topology: string, text: Text): XyChart {
  const topologies = topologiesOf(report);
  const hue = topologies.indexOf(topology);
  const cells = cellsOf(report, topology);
  const percentile = (name: string, key: PercentileName): readonly ChartPoint[] =>
    cells.flatMap((entry) => {
      const measurement = measurementOf(entry);
      if (measurement === null) return [];
      return present(
        pointAt(entry.cell.scale, measurement.latency[key], (figure) =>
          text.charts.hover(
            `${shortName(topology)} ${name}`,
            text.charts.nodes(entry.cell.scale),
            text.charts.milliseconds(figure),
          ),
        ),
      );
    });
  const series: readonly Series[] = [
    {
      id: 'p99',
      label: 'p99',
      group: 'p99',
      style: 'measured',
      hue,
      points: percentile('p99', 'p99Ms'),
    },
    {
      id: 'p50',
      label: 'p50',
      group: 'p50',
      style: 'measured-dashed',
      hue,
      points: percentile('p50', 'p50Ms'),
    },
  ];
  return {
    kind: 'xy',
    id: chartIdOf('latency-by-nodes', topology, topologies),
    title: text.charts.latency.title(shortName(topology, 40)),
    description: text.charts.latency.description(topology),
    x: { label: text.charts.nodesAxis, ticks: cells.map((entry) => entry.cell.scale) },
    y: { label: text.charts.latencyAxis, ticks: null },
    series: series.filter((one) => one.points.length > 0),
    markers: [],
  };
}
