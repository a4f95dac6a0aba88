import type { Chart, Plugin } from 'chart.js';
import { hueOf } from '../palette.ts';
import type { ChartPoint, Series, SeriesStyle, XyChart } from '../spec.ts';
import { fontOf, type Look, veiledText } from './look.ts';
import { type Box, boxAround, freePlace } from './placement.ts';

/** Words may stand on these. */
const LINES: readonly SeriesStyle[] = ['ideal', 'fitted', 'extrapolated'];

const GAP = 8;
/** Clear of the dots of single trials, which stand right of their point. */
const NAME_GAP = 15;
const MARKER = 11;

/**
 * Names of the series beside their last points, and what stands at single points. Nothing is written
 * over a point or over other words: what finds no place at a point is left to hovering and the tables.
 */
export const directLabels = (spec: XyChart, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-labels',
  afterDatasetsDraw(chart) {
    const { ctx: context } = chart;
    const place = pixelsOf(chart);
    if (place === null) return;
    context.save();
    context.textBaseline = 'middle';
    context.textAlign = 'center';
    const taken: Box[] = spec.series
      .filter((series) => !LINES.includes(series.style))
      .flatMap((series) => series.points.map((point) => boxAround(place(point), MARKER, MARKER)));

    context.font = fontOf(look, 1, 600);
    for (const series of fromTheTop(spec.series)) {
      const box = namePlace(series, chart, place, taken, look);
      if (box === null) continue;
      taken.push(box);
      context.fillStyle =
        series.style === 'ideal' ? look.theme.muted : hueOf(look.theme.series, series.hue);
      write(context, [series.label ?? ''], box, look);
    }

    context.font = fontOf(look, 0.85);
    context.fillStyle = look.theme.muted;
    for (const point of spec.series.flatMap((series) => series.points)) {
      const box = pointPlace(point, chart, place, taken, look);
      if (box === null) continue;
      taken.push(box);
      write(context, point.label, box, look);
    }
    context.restore();
  },
});

const fromTheTop = (series: readonly Series[]): readonly Series[] =>
  series.toSorted((a, b) => (b.points.at(-1)?.y ?? 0) - (a.points.at(-1)?.y ?? 0));

type Place = (at: { readonly x: number; readonly y: number }) => { x: number; y: number };

function pixelsOf(chart: Chart): Place | null {
  const { x, y } = chart.scales;
  return x && y ? (at) => ({ x: x.getPixelForValue(at.x), y: y.getPixelForValue(at.y) }) : null;
}

const frameOf = (chart: Chart): Box => ({
  left: 0,
  top: chart.chartArea.top - GAP,
  right: chart.width,
  bottom: chart.chartArea.bottom,
});

/** Right of the last point, else as little below it as is free, else above: names keep the order of their lines. */
function namePlace(
  series: Series,
  chart: Chart,
  place: Place,
  taken: readonly Box[],
  look: Look,
): Box | null {
  const last = series.points.at(-1);
  if (series.label === null || last === undefined) return null;
  const at = place(last);
  const width = chart.ctx.measureText(series.label).width;
  const height = look.fontPixels * 1.2;
  const frame = frameOf(chart);
  // In a narrow window the right of the last point may be the end of the picture.
  const x = Math.min(at.x + NAME_GAP + width / 2, frame.right - width / 2);
  const right = (down: number): Box => boxAround({ x, y: at.y + down * height }, width, height);
  const below = Array.from({ length: 60 }, (_, step) => right(step / 5));
  const above = Array.from({ length: 60 }, (_, step) => right(-step / 5));
  return freePlace([...below, ...above], taken, frame) ?? right(0);
}

/** Below the interval, or above it. */
function pointPlace(
  point: ChartPoint,
  chart: Chart,
  place: Place,
  taken: readonly Box[],
  look: Look,
): Box | null {
  if (point.label.length === 0) return null;
  const lineHeight = look.fontPixels * 1.2;
  const height = lineHeight * point.label.length;
  const width = Math.max(...point.label.map((line) => chart.ctx.measureText(line).width));
  const low = place({ x: point.x, y: point.low ?? point.y });
  const high = place({ x: point.x, y: point.high ?? point.y });
  const { chartArea } = chart;
  const bottom = Number.isFinite(low.y) ? low.y : chartArea.bottom;
  const top = Math.max(high.y, chartArea.top);
  const candidates = [bottom + GAP + height / 2, top - GAP - height / 2].map((y) =>
    boxAround({ x: low.x, y }, width, height),
  );
  return freePlace(candidates, taken, frameOf(chart));
}

function write(context: Chart['ctx'], lines: readonly string[], box: Box, look: Look): void {
  const lineHeight = (box.bottom - box.top) / lines.length;
  lines.forEach((line, index) => {
    const at = { x: (box.left + box.right) / 2, y: box.top + (index + 0.5) * lineHeight };
    veiledText(context, line, at, look);
  });
}
