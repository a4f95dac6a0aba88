import type { ChartConfiguration, Plugin } from 'chart.js';
import { heatColour, heatTextColour } from '../palette.ts';
import type { HeatMap } from '../spec.ts';
import { chartTitle, fontOf, type Look } from './look.ts';

/** Chart.js has no heat map: its points only carry the hover texts, the plugin draws the fields. */
export function heatMapConfig(
  spec: HeatMap,
  look: Look,
  view: { readonly title: boolean },
): ChartConfiguration<'scatter'> {
  const font = { family: look.fontFamily, size: look.fontPixels };
  const axis = (label: string, names: readonly string[]) => ({
    type: 'category' as const,
    labels: [...names],
    offset: true,
    title: { display: true, text: label, color: look.theme.text, font },
    grid: { display: false },
    border: { display: false },
    ticks: { color: look.theme.text, font, autoSkip: names.length > 24, maxRotation: 0 },
  });
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          pointRadius: 0,
          pointHitRadius: 16,
          data: spec.fields.map(({ column, row }) => ({ x: column, y: row })),
        },
      ],
    },
    plugins: [fields(spec, look)],
    options: {
      animation: false,
      font,
      layout: { padding: { left: 6, right: 6 } },
      plugins: {
        legend: { display: false },
        title: chartTitle(spec.title, look, view.title),
        tooltip: { callbacks: { label: (item) => spec.fields[item.dataIndex]?.hover ?? '' } },
      },
      scales: { x: axis(spec.x.label, spec.x.names), y: axis(spec.y.label, spec.y.names) },
    },
  };
}

const fields = (spec: HeatMap, look: Look): Plugin<'scatter'> => ({
  id: 'plateau-heat-map',
  beforeDatasetsDraw(chart) {
    const { ctx: context, chartArea, scales } = chart;
    const { x: xScale, y: yScale } = scales;
    if (!xScale || !yScale) return;
    const width = (chartArea.right - chartArea.left) / Math.max(1, spec.x.names.length);
    const height = (chartArea.bottom - chartArea.top) / Math.max(1, spec.y.names.length);
    context.save();
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = fontOf(look);
    for (const field of spec.fields) {
      const x = xScale.getPixelForValue(field.column);
      const y = yScale.getPixelForValue(field.row);
      context.fillStyle = heatColour(look.theme, field.share);
      context.fillRect(x - width / 2 + 1, y - height / 2 + 1, width - 2, height - 2);
      if (width < look.fontPixels * 3) continue;
      context.fillStyle = heatTextColour(look.theme, field.share);
      context.fillText(field.label, x, y);
    }
    context.restore();
  },
});
