import type { Plugin } from 'chart.js';
import { hueOf } from '../palette.ts';
import type { XyChart } from '../spec.ts';
import type { Look } from './look.ts';

const CAP_HALF_WIDTH = 4;

/** Interval bars with caps; a side that the data can't bound runs to the edge without a cap. */
export const intervalBars = (spec: XyChart, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-intervals',
  beforeDatasetsDraw(chart) {
    const { ctx: context, chartArea, scales } = chart;
    if (!scales.x || !scales.y) return;
    context.save();
    context.lineWidth = 1.5;
    for (const series of spec.series) {
      context.strokeStyle = hueOf(look.theme.series, series.hue);
      for (const point of series.points) {
        if (point.low === null && point.high === null) continue;
        const x = scales.x.getPixelForValue(point.x);
        const top = point.high === null ? chartArea.top : scales.y.getPixelForValue(point.high);
        const low = point.low === null ? Number.NaN : scales.y.getPixelForValue(point.low);
        const bottom = Number.isFinite(low) ? Math.min(low, chartArea.bottom) : chartArea.bottom;
        context.beginPath();
        context.moveTo(x, Math.max(top, chartArea.top));
        context.lineTo(x, bottom);
        for (const [bound, y] of [
          [point.high, top],
          [point.low, bottom],
        ] as const) {
          if (bound === null) continue;
          context.moveTo(x - CAP_HALF_WIDTH, y);
          context.lineTo(x + CAP_HALF_WIDTH, y);
        }
        context.stroke();
      }
    }
    context.restore();
  },
});
