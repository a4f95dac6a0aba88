import type { Plugin } from 'chart.js';
import type { XyChart } from '../spec.ts';
import { fontOf, veiledText, type Look } from './look.ts';

/** A vertical line where something happens, its interval shaded. */
export const verticalMarkers = (spec: XyChart, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-markers',
  beforeDatasetsDraw(chart) {
    const { ctx: context, chartArea, scales } = chart;
    const { x: scale } = scales;
    if (!scale) return;
    const pixel = (value: number): number =>
      Math.min(chartArea.right, Math.max(chartArea.left, scale.getPixelForValue(value)));
    context.save();
    for (const marker of spec.markers) {
      const x = pixel(marker.x);
      const left = marker.low === null ? chartArea.left : pixel(marker.low);
      const right = marker.high === null ? chartArea.right : pixel(marker.high);
      context.fillStyle = look.theme.muted;
      context.globalAlpha = 0.12;
      context.fillRect(left, chartArea.top, right - left, chartArea.bottom - chartArea.top);
      context.globalAlpha = 1;
      context.strokeStyle = look.theme.muted;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x, chartArea.top);
      context.lineTo(x, chartArea.bottom);
      context.stroke();
      context.font = fontOf(look, 0.95, 600);
      context.fillStyle = look.theme.text;
      context.textAlign = 'center';
      context.textBaseline = 'bottom';
      veiledText(context, marker.label, { x, y: chartArea.top - 4 }, look);
    }
    context.restore();
  },
});
