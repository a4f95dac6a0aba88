import type { Plugin } from 'chart.js';
import type { XyChart } from '../spec.ts';
import { fontOf, veiledText, type Look } from './look.ts';

/** A vertical line where something happens, its interval shaded. */
export const verticalMarkers = (spec: XyChart, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-markers',
  beforeDatasetsDraw(chart) {
    const { ctx: context, chartArea, scales } = chart;
    if (!scales.x) return;
    context.save();
    for (const marker of spec.markers) {
      const x = scales.x.getPixelForValue(marker.x);
      const left = marker.low === null ? chartArea.left : scales.x.getPixelForValue(marker.low);
      const right = marker.high === null ? chartArea.right : scales.x.getPixelForValue(marker.high);
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
