import type { ChartConfiguration, ChartDataset, ScaleOptionsByType } from 'chart.js';
import { hueOf, MARKERS } from '../palette.ts';
import type { Axis, ChartSpec, Series, SeriesStyle, XyChart } from '../spec.ts';
import { bands } from './bands.ts';
import { intervalBars } from './intervals.ts';
import { directLabels } from './labels.ts';
import { chartTitle, type Look } from './look.ts';
import { verticalMarkers } from './markers.ts';
import { trialsAside } from './trials.ts';

export interface XyView {
  readonly logarithmicY: boolean;
  /** Written into the picture, for one that stands alone. */
  readonly title: boolean;
}

/** A chart's data as what Chart.js draws: the same on the server and in the page. */
export function xyConfig(spec: XyChart, look: Look, view: XyView): ChartConfiguration<'scatter'> {
  const lastX = lastOf(spec);
  const longestLabel = Math.max(
    0,
    ...spec.series
      .filter((series) => (series.points.at(-1)?.x ?? 0) > lastX * 0.9)
      .map((series) => widthInLetters(series.label ?? '')),
  );
  return {
    type: 'scatter',
    data: { datasets: spec.series.map((series) => dataset(series, look)) },
    plugins: [
      trialsAside(spec),
      bands(spec, look),
      verticalMarkers(spec, look),
      intervalBars(spec, look),
      directLabels(spec, look),
    ],
    options: {
      animation: false,
      font: { family: look.fontFamily, size: look.fontPixels },
      layout: {
        padding: {
          left: 6,
          top: look.fontPixels * (spec.markers.length > 0 && !view.title ? 2 : 0.5),
          right: Math.round(longestLabel * look.fontPixels * LETTER) + 14,
        },
      },
      plugins: {
        legend: { display: false },
        title: chartTitle(spec.title, look, view.title),
        tooltip: {
          filter: (item) => hoverOf(spec, item.datasetIndex, item.dataIndex) !== '',
          callbacks: { label: (item) => hoverOf(spec, item.datasetIndex, item.dataIndex) },
        },
      },
      interaction: { mode: 'nearest', intersect: false },
      scales: {
        x: { ...scale(spec.x, look), type: 'linear', ...xRange(spec) },
        y: {
          ...scale(spec.y, look),
          ...(view.logarithmicY
            ? { type: 'logarithmic' as const, ...logarithmicRange(spec) }
            : { type: 'linear' as const, ...yRange(spec) }),
        },
      },
    },
  };
}

/** Mean width of a bold letter as a share of the font's size. */
const LETTER = 0.62;

/** Chinese characters are as wide as the font is high. */
const widthInLetters = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 / LETTER : 1), 0);

const hoverOf = (spec: XyChart, series: number, point: number): string =>
  spec.series[series]?.points[point]?.hover ?? '';

type Strokes = Pick<
  ChartDataset<'scatter'>,
  'showLine' | 'borderDash' | 'borderWidth' | 'pointRadius'
>;

const STROKES: Readonly<Record<SeriesStyle, Strokes>> = {
  measured: { showLine: true, borderWidth: 2.25, pointRadius: 4.5 },
  'measured-dashed': { showLine: true, borderWidth: 1.75, borderDash: [6, 4], pointRadius: 4.5 },
  trials: { showLine: false, borderWidth: 0, pointRadius: 2 },
  points: { showLine: false, borderWidth: 1, pointRadius: 4.5 },
  ringed: { showLine: false, borderWidth: 0, pointRadius: 10 },
  ideal: { showLine: true, borderWidth: 1.25, borderDash: [3, 4], pointRadius: 0 },
  fitted: { showLine: true, borderWidth: 4, pointRadius: 0 },
  extrapolated: { showLine: true, borderWidth: 1.5, borderDash: [8, 5], pointRadius: 0 },
};

function dataset(series: Series, look: Look): ChartDataset<'scatter'> {
  const colour = hueOf(look.theme.series, series.hue);
  const stroke = series.style === 'ideal' ? look.theme.muted : colour;
  const hollow = series.style === 'measured-dashed';
  const ringed = series.style === 'ringed';
  return {
    ...STROKES[series.style],
    // The fit lies under the measured line: wide and pale, so that it never passes for data.
    borderColor: series.style === 'fitted' ? `${colour}40` : stroke,
    pointBorderColor: colour,
    pointBackgroundColor: ringed ? 'transparent' : hollow ? look.theme.background : colour,
    pointBorderWidth: ringed ? 2.5 : 1,
    pointStyle: ringed || series.style === 'trials' ? 'circle' : hueOf(MARKERS, series.hue),
    pointHitRadius: 12,
    data: series.points.map(({ x, y }) => ({ x, y })),
  };
}

const scale = (axis: Axis, look: Look) => ({
  title: {
    display: true,
    text: axis.label,
    color: look.theme.text,
    font: { family: look.fontFamily, size: look.fontPixels },
  },
  grid: { color: look.theme.grid },
  border: { color: look.theme.muted },
  ticks: {
    color: look.theme.text,
    font: { family: look.fontFamily, size: look.fontPixels },
    maxRotation: 0,
  },
});

const lastOf = (spec: XyChart): number =>
  Math.max(
    0,
    ...(spec.x.ticks ?? []),
    ...spec.series.flatMap((series) => series.points.map((point) => point.x)),
  );

/**
 * From zero to the highest interval, but never so high that one hopeless interval presses all points
 * flat against the axis: its bar then runs to the edge.
 */
function yRange(spec: XyChart): Partial<ScaleOptionsByType<'linear'>> {
  const points = spec.series.flatMap((series) => series.points);
  const highest = Math.max(0, ...points.map((point) => point.y));
  const upper = Math.max(0, ...points.map((point) => point.high ?? point.y));
  const lower = Math.min(0, ...points.map((point) => point.low ?? point.y));
  return {
    beginAtZero: true,
    suggestedMax: Math.min(upper, 2 * highest) * 1.05,
    ...(lower < 0 ? { suggestedMin: Math.max(lower, -highest) } : {}),
  };
}

/** Room for the intervals, but not for a hopeless one. */
function logarithmicRange(spec: XyChart): Partial<ScaleOptionsByType<'logarithmic'>> {
  const points = spec.series.flatMap((series) => series.points).filter(({ y }) => y > 0);
  if (points.length === 0) return {};
  const lows = points.map(({ y, low }) => Math.max(low ?? y, y / 4));
  const highs = points.map(({ y, high }) => Math.min(high ?? y, y * 4));
  const [least, most] = [Math.min(...lows), Math.max(...highs) * 1.1];
  const digits = most / least > 100 ? [1, 3] : [1, 2, 5];
  return {
    suggestedMin: least,
    suggestedMax: most,
    afterBuildTicks: (axis) => {
      axis.ticks = axis.ticks.filter(({ value }) => digits.includes(mantissa(value)));
    },
  };
}

/** 7 of 0.07 and of 7,000; 1.5 of 15. */
const mantissa = (value: number): number => Number(value.toExponential(6).split('e')[0]);

/** Whether a picture that nobody can switch has a logarithmic axis. */
export const startsLogarithmic = (spec: ChartSpec): boolean =>
  spec.kind === 'xy' && spec.y.logarithmic === true;

/** From zero on; ticks only where something was measured, where the axis says so. */
function xRange(spec: XyChart): Partial<ScaleOptionsByType<'linear'>> {
  const { ticks } = spec.x;
  if (ticks === null) return { min: 0 };
  return {
    min: 0,
    max: lastOf(spec) * 1.04,
    afterBuildTicks: (axis) => {
      axis.ticks = ticks.map((value) => ({ value }));
    },
  };
}
