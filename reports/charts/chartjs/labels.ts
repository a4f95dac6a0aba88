import type { Plugin } from 'chart.js';
import { hueOf } from '../palette.ts';
import type { Series, XyChart } from '../spec.ts';
import { fontOf, veiledText, type Look } from './look.ts';

const GAP = 8;
/** Half of what stands below a last point: the ideal line's name must not run into it. */
const IDEAL_GAP = 34;

/** Names of the series beside their last points, and what stands at single points. */
export const directLabels = (spec: XyChart, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-labels',
  afterDatasetsDraw(chart) {
    const { ctx: context, scales, chartArea } = chart;
    const { x: xScale, y: yScale } = scales;
    if (!xScale || !yScale) return;
    const lineHeight = look.fontPixels * 1.2;
    context.save();
    context.textBaseline = 'middle';

    context.font = fontOf(look, 0.85);
    context.fillStyle = look.theme.muted;
    context.textAlign = 'center';
    for (const point of spec.series.flatMap((series) => series.points)) {
      const lowest = yScale.getPixelForValue(point.low ?? point.y);
      const below = (Number.isFinite(lowest) ? lowest : chartArea.bottom) + GAP + lineHeight / 2;
      const fits = below + (point.label.length - 1) * lineHeight < chartArea.bottom;
      const above =
        yScale.getPixelForValue(point.high ?? point.y) -
        GAP -
        (point.label.length - 0.5) * lineHeight;
      point.label.forEach((line, index) => {
        const y = (fits ? below : above) + index * lineHeight;
        veiledText(context, line, { x: xScale.getPixelForValue(point.x), y }, look);
      });
    }

    context.font = fontOf(look, 1, 600);
    context.textAlign = 'left';
    for (const { series, x, y } of endLabels(spec, lineHeight, xScale, yScale)) {
      context.fillStyle =
        series.style === 'ideal' ? look.theme.muted : hueOf(look.theme.series, series.hue);
      veiledText(context, series.label ?? '', { x, y }, look);
    }
    context.restore();
  },
});

interface PixelScale {
  readonly getPixelForValue: (value: number) => number;
}

/** Labels at the ends of their series, those that would overlap pushed apart from top to bottom. */
function endLabels(spec: XyChart, lineHeight: number, xScale: PixelScale, yScale: PixelScale) {
  const wanted = spec.series.flatMap((series) => {
    const last = series.points.at(-1);
    if (series.label === null || last === undefined) return [];
    const gap = series.style === 'ideal' ? IDEAL_GAP : GAP;
    return [
      { series, x: xScale.getPixelForValue(last.x) + gap, y: yScale.getPixelForValue(last.y) },
    ];
  });
  const placed: { readonly series: Series; readonly x: number; readonly y: number }[] = [];
  for (const label of wanted.toSorted((a, b) => a.y - b.y)) {
    const above = placed.filter((other) => Math.abs(other.x - label.x) < 120).at(-1);
    const y = above === undefined ? label.y : Math.max(label.y, above.y + lineHeight);
    placed.push({ ...label, y });
  }
  return placed;
}
