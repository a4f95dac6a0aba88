import type { ChartConfiguration, Plugin } from 'chart.js';
import { plain } from '../../figures.ts';
import { hueOf } from '../palette.ts';
import type { StackedBars } from '../spec.ts';
import { chartTitle, fontOf, type Look } from './look.ts';

/** Bars from left to right, their parts in the order of the legend above. */
export function barsConfig(
  spec: StackedBars,
  look: Look,
  view: { readonly title: boolean },
): ChartConfiguration<'bar'> {
  const font = { family: look.fontFamily, size: look.fontPixels };
  const ticks = { color: look.theme.text, font };
  return {
    type: 'bar',
    data: {
      labels: [...spec.y.names],
      datasets: spec.parts.map((part) => ({
        label: part.label,
        data: [...part.values],
        backgroundColor: hueOf(look.theme.series, part.hue),
        borderColor: look.theme.background,
        borderWidth: 1,
      })),
    },
    plugins: [totals(spec, look)],
    options: {
      animation: false,
      indexAxis: 'y',
      font,
      layout: { padding: { left: 6, right: look.fontPixels * 4 } },
      plugins: {
        title: chartTitle(spec.title, look, view.title),
        legend: { align: 'start', labels: { color: look.theme.text, font, boxWidth: 14 } },
        tooltip: {
          callbacks: {
            label: (item) => spec.parts[item.datasetIndex]?.hovers[item.dataIndex] ?? '',
          },
        },
      },
      scales: {
        x: {
          stacked: true,
          title: { display: true, text: spec.x.label, color: look.theme.text, font },
          grid: { color: look.theme.grid },
          ticks,
        },
        y: {
          stacked: true,
          grid: { display: false },
          ticks: { ...ticks, autoSkip: spec.y.names.length > 30 },
        },
      },
    },
  };
}

/** The sum at the end of each bar. */
const totals = (spec: StackedBars, look: Look): Plugin<'bar'> => ({
  id: 'plateau-totals',
  afterDatasetsDraw(chart) {
    const { ctx: context, scales } = chart;
    if (!scales.x || !scales.y) return;
    context.save();
    context.font = fontOf(look, 0.9);
    context.fillStyle = look.theme.text;
    context.textBaseline = 'middle';
    spec.y.names.forEach((_, index) => {
      const sum = spec.parts.reduce((total, part) => total + (part.values[index] ?? 0), 0);
      const x = scales.x?.getPixelForValue(sum) ?? 0;
      context.fillText(plain(sum), x + 5, scales.y?.getPixelForValue(index) ?? 0);
    });
    context.restore();
  },
});
