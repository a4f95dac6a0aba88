import type { Plugin } from 'chart.js';
import { hueOf } from '../palette.ts';
import type { SeriesStyle, XyChart } from '../spec.ts';
import { pixelOf } from './intervals.ts';
import type { Look } from './look.ts';

/** How strong the shade of a band is. */
const SHADE: Readonly<Partial<Record<SeriesStyle, number>>> = { fitted: 0.16, extrapolated: 0.08 };

/** The band of a fitted curve, shaded under everything; a side without a bound runs to the chart's edge. */
export const bands = (spec: XyChart, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-bands',
  beforeDatasetsDraw(chart) {
    const { ctx: context, chartArea, scales } = chart;
    const { x, y } = scales;
    if (!x || !y) return;
    const pixel = (bound: number | null, edge: number): number =>
      within(pixelOf(y, bound, edge), chartArea.top, chartArea.bottom);
    context.save();
    for (const { style, hue, points } of spec.series) {
      const shade = SHADE[style];
      const banded = points.filter(({ low, high }) => low !== null || high !== null);
      if (shade === undefined || banded.length < 2) continue;
      context.beginPath();
      for (const point of banded) {
        context.lineTo(x.getPixelForValue(point.x), pixel(point.high, chartArea.top));
      }
      for (const point of banded.toReversed()) {
        context.lineTo(x.getPixelForValue(point.x), pixel(point.low, chartArea.bottom));
      }
      context.closePath();
      context.fillStyle = hueOf(look.theme.series, hue);
      context.globalAlpha = shade;
      context.fill();
    }
    context.restore();
  },
});

const within = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));
