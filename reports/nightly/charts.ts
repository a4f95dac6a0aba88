import { chartIdOf, shortName } from '../charts/names.ts';
import type { Series, VerticalMarker, XyChart } from '../charts/spec.ts';
import { plain } from '../figures.ts';
import type { NightlyReport, Trend } from './data.ts';
import { nightlyText as text } from './text.ts';

/** Throughput and p99 of all cells in a chart each, CPU and its ratios in one for each cell. */
export function trendCharts({ trends, accepted }: NightlyReport): readonly XyChart[] {
  const markers = accepted.map(
    ({ position, reason }): VerticalMarker => ({
      group: 'accepted',
      x: position,
      low: position,
      high: position,
      label: shortName(text.accepted(reason), 30),
    }),
  );
  const cells = [...new Set(trends.map(({ cell }) => cell))];
  const of = (kind: Trend['kind'], cell?: string): readonly Trend[] =>
    trends.filter((each) => each.kind === kind && (cell === undefined || each.cell === cell));
  return [
    trendChart('nightly-throughput', of('throughput'), markers),
    trendChart('nightly-p99', of('p99'), markers),
    ...cells.flatMap((cell) => [
      trendChart(chartIdOf('nightly-cpu', cell, cells), of('cpu', cell), markers),
      trendChart(chartIdOf('nightly-cpu-ratio', cell, cells), of('cpu-ratio', cell), markers),
    ]),
  ].filter(({ series }) => series.length > 0);
}

function trendChart(
  id: string,
  trends: readonly Trend[],
  markers: readonly VerticalMarker[],
): XyChart {
  const { kind, cell } = trends[0] ?? { kind: 'cpu', cell: '' };
  const title = text.chartTitle[kind](cell);
  return {
    kind: 'xy',
    id,
    title,
    description: text.chartDescription(title, trends.map(nameOf)),
    x: { label: text.nightAxis, ticks: null },
    y: { label: text.axis[kind], ticks: null },
    series: [...trends.map(seriesOf), ...trends.flatMap(tonightOf)],
    markers,
  };
}

/** In a chart of one kind only this differs. */
const nameOf = ({ cell, group }: Trend): string => group ?? cell;

const seriesOf = (trend: Trend, hue: number): Series => ({
  id: trend.id,
  label: shortName(nameOf(trend)),
  group: trend.id,
  style: 'measured',
  hue,
  points: trend.nights.map(({ position, night, status, value, low, high }) => ({
    x: position,
    y: value,
    low,
    high,
    label: [],
    hover: text.hover(night, nameOf(trend), plain(value), status),
  })),
});

/** Tonight has a ring, and its name where there is room. */
function tonightOf(trend: Trend, hue: number, all: readonly Trend[]): readonly Series[] {
  const tonight = seriesOf(trend, hue).points.at(-1);
  const last = Math.max(...all.flatMap(({ nights }) => nights.map(({ position }) => position)));
  if (tonight?.x !== last) return [];
  return [
    {
      id: `${trend.id}/tonight`,
      label: null,
      group: trend.id,
      style: 'ringed',
      hue,
      points: [{ ...tonight, label: hue === 0 ? [text.tonight] : [] }],
    },
  ];
}
