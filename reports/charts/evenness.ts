import type { Report } from '../../harness/analysis/report.ts';
import type { Text } from '../text/en.ts';
import { shortName } from './names.ts';
import { cellsOf, flatLine, measurementOf, pointAt, present, topologiesOf } from './points.ts';
import type { Series, XyChart } from './spec.ts';

/** How evenly the balancer dealt the requests to the nodes, by their number: 1 is even. */
export function evenness(report: Report, text: Text): XyChart {
  const words = text.charts.evenness;
  const series = topologiesOf(report).flatMap((topology, hue): readonly Series[] => {
    const cells = cellsOf(report, topology);
    const backends = [
      ...new Set(cells.flatMap((entry) => backendsOf(entry).map(({ backend }) => backend))),
    ];
    return backends.map((backend) => {
      const name = backends.length === 1 ? topology : `${topology} ${backend}`;
      return {
        id: `${topology}/${backend}`,
        label: shortName(name, 24),
        group: topology,
        style: 'measured',
        hue,
        points: cells.flatMap((entry) =>
          backendsOf(entry)
            .filter((one) => one.backend === backend)
            .flatMap(({ jainIndex }) =>
              present(
                pointAt(entry.cell.scale, jainIndex, (figure) =>
                  text.charts.hover(
                    shortName(name, 24),
                    text.charts.nodes(entry.cell.scale),
                    figure,
                  ),
                ),
              ),
            ),
        ),
      };
    });
  });
  const drawn = series.filter(({ points }) => points.length > 0);
  const scales = [...new Set(drawn.flatMap(({ points }) => points.map(({ x }) => x)))].toSorted(
    (a, b) => a - b,
  );
  const even: Series = {
    id: 'even',
    label: null,
    group: 'even',
    style: 'ideal',
    hue: 0,
    points: flatLine(1, scales.at(-1) ?? 0, words.even),
  };
  return {
    kind: 'xy',
    id: 'evenness',
    title: words.title,
    description: words.description,
    x: { label: text.charts.nodesAxis, ticks: scales },
    y: { label: words.axis, ticks: null },
    series: drawn.length === 0 ? [] : [even, ...drawn],
    markers: [],
  };
}

const backendsOf = (entry: Report['cells'][number]) => measurementOf(entry)?.system.evenness ?? [];
