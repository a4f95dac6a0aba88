import { chartIdOf, shortName } from '../charts/names.ts';
import { pointAt, present } from '../charts/points.ts';
import type { Series, XyChart } from '../charts/spec.ts';
import type { Text } from '../text/en.ts';
import type { NamedRun } from './runs.ts';

/** One topology's curve in every run that has it. */
export function curvesOfRuns(
  runs: readonly NamedRun[],
  topology: string,
  topologies: readonly string[],
  text: Text,
): XyChart {
  const series = runs.flatMap(({ name, report }, hue): readonly Series[] =>
    report.curves
      .filter((curve) => curve.topology === topology)
      .map(
        (curve): Series => ({
          id: `${name}-${curve.scenario}`,
          label: name,
          group: name,
          style: 'measured',
          hue,
          points: curve.points.flatMap((point) =>
            present(
              pointAt(point.scale, point.throughputPerSecond, (figure) =>
                text.charts.hover(
                  name,
                  text.charts.nodes(point.scale),
                  text.charts.perSecond(figure),
                ),
              ),
            ),
          ),
        }),
      ),
  );
  const drawn = series.filter((one) => one.points.length > 0);
  return {
    kind: 'xy',
    id: chartIdOf('runs', topology, topologies),
    title: text.charts.byNodes.title(shortName(topology, 40)),
    description: text.sideBySide.chart(topology),
    x: {
      label: text.charts.nodesAxis,
      ticks: [...new Set(drawn.flatMap(({ points }) => points.map(({ x }) => x)))].toSorted(
        (a, b) => a - b,
      ),
    },
    y: { label: text.charts.throughputAxis, ticks: null },
    series: drawn,
    markers: [],
  };
}
