import type { Plugin, Scale } from 'chart.js';
import { hueOf } from '../palette.ts';
import type { XyChart } from '../spec.ts';
import type { Look } from './look.ts';

const CAP_HALF_WIDTH = 4;

/** A bound's place; at the edge where there is none, or where the scale can't show it (zero on a logarithm). */
export function pixelOf(scale: Scale, bound: number | null, edge: number): number {
  const pixel = bound === null ? edge : scale.getPixelForValue(bound);
  return Number.isFinite(pixel) ? pixel : edge;
}

/** Interval bars with caps; a side that is unbounded or beyond the axis runs to the edge without a cap. */
export const intervalBars = (spec: XyChart, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-intervals',
  beforeDatasetsDraw(chart) {
    const { ctx: context, chartArea, scales } = chart;
    if (!scales.x || !scales.y) return;
    context.save();
    context.lineWidth = 1.5;
    for (const series of spec.series) {
      if (series.style === 'fitted' || series.style === 'extrapolated') continue;
      context.strokeStyle = hueOf(look.theme.series, series.hue);
      for (const point of series.points) {
        if (point.low === null && point.high === null) continue;
        const x = scales.x.getPixelForValue(point.x);
        const high = pixelOf(scales.y, point.high, chartArea.top);
        const low = pixelOf(scales.y, point.low, chartArea.bottom);
        const top = Math.max(high, chartArea.top);
        const bottom = Math.min(low, chartArea.bottom);
        context.beginPath();
        context.moveTo(x, top);
        context.lineTo(x, bottom);
        for (const [bound, pixel, end] of [
          [point.high, high, top],
          [point.low, low, bottom],
        ] as const) {
          if (bound === null || pixel !== end) continue;
          context.moveTo(x - CAP_HALF_WIDTH, end);
          context.lineTo(x + CAP_HALF_WIDTH, end);
        }
        context.stroke();
      }
    }
    context.restore();
  },
});
