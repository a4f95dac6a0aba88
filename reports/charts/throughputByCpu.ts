import type { Report, ReportCell } from '../../harness/analysis/report.ts';
import { plain } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { shortName } from './names.ts';
import { cellsOf, measurementOf, pointAt, present, topologiesOf } from './points.ts';
import type { ChartPoint, Series, XyChart } from './spec.ts';

/** Every topology on the axis of what it costs: all CPU that it was given. */
export function throughputByCpu(report: Report, text: Text): XyChart {
  const series = topologiesOf(report).flatMap((topology, hue): readonly Series[] => {
    const cells = cellsOf(report, topology).toSorted(
      (a, b) => a.provisionedCpuCores - b.provisionedCpuCores,
    );
    const name = shortName(topology);
    const points = cells.flatMap((entry) => present(measuredPoint(entry, name, text)));
    return [{ id: topology, label: name, group: topology, style: 'measured', hue, points }];
  });
  return {
    kind: 'xy',
    id: 'throughput-by-cpu',
    title: text.charts.byCpu.title,
    description: text.charts.byCpu.description,
    x: { label: text.charts.cpuAxis, ticks: null },
    y: { label: text.charts.throughputAxis, ticks: null },
    series: series.filter((one) => one.points.length > 0),
    markers: [],
  };
}

function measuredPoint(entry: ReportCell, name: string, text: Text): ChartPoint | null {
  const measurement = measurementOf(entry);
  if (measurement === null) return null;
  const point = pointAt(entry.provisionedCpuCores, measurement.throughputPerSecond, (figure) =>
    text.charts.hover(
      `${name}, ${text.charts.nodes(entry.cell.scale)}`,
      text.charts.cores(plain(entry.provisionedCpuCores)),
      text.charts.perSecond(figure),
    ),
  );
  return point && { ...point, label: [String(entry.cell.scale)] };
}
