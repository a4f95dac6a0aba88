import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { plain } from '../../figures.ts';
import { hueOf } from '../palette.ts';
import type { StackedBars } from '../spec.ts';
import { pixelOf } from './intervals.ts';
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
    plugins: [sums(spec, look)],
    options: {
      animation: false,
      indexAxis: 'y',
      font,
      layout: { padding: { left: 6, right: look.fontPixels * 4 } },
      plugins: {
        title: chartTitle(spec.title, look, view.title),
        legend: {
          display: spec.parts.length > 1,
          align: 'start',
          labels: { color: look.theme.text, font, boxWidth: 14 },
        },
        tooltip: {
          callbacks: {
            label: (item) => spec.parts[item.datasetIndex]?.hovers[item.dataIndex] ?? '',
          },
        },
      },
      scales: {
        x: {
          stacked: true,
          suggestedMax: highestOf(spec),
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

const sumOf = (spec: StackedBars, index: number): number =>
  spec.parts.reduce((total, part) => total + (part.values[index] ?? 0), 0);

/** Room for the intervals, but a hopeless one does not press all bars flat. */
function highestOf(spec: StackedBars): number {
  const sums = spec.y.names.map((_, index) => sumOf(spec, index));
  const highs = spec.intervals.map((interval) => interval?.high ?? 0);
  return Math.min(Math.max(0, ...highs), 2 * Math.max(0, ...sums));
}

const CAP_HALF_HEIGHT = 4;

/** The sum at the end of each bar, after its interval; a side without a bound runs to the edge. */
const sums = (spec: StackedBars, look: Look): Plugin<'bar'> => ({
  id: 'plateau-sums',
  afterDatasetsDraw(chart) {
    const { ctx: context, chartArea, scales } = chart;
    const { x: xScale, y: yScale } = scales;
    if (!xScale || !yScale) return;
    context.save();
    context.font = fontOf(look, 0.9);
    context.fillStyle = look.theme.text;
    context.strokeStyle = look.theme.text;
    context.lineWidth = 1.5;
    context.textBaseline = 'middle';
    spec.y.names.forEach((_, index) => {
      const y = yScale.getPixelForValue(index);
      const sum = sumOf(spec, index);
      const interval = spec.intervals[index] ?? null;
      const end = interval
        ? drawInterval(context, y, {
            left: pixelOf(xScale, interval.low, chartArea.left),
            right: pixelOf(xScale, interval.high, chartArea.right),
            edge: chartArea.right,
          })
        : xScale.getPixelForValue(sum);
      context.fillText(plain(sum), end + 6, y);
    });
    context.restore();
  },
});

/** @returns where it ends at the right */
function drawInterval(
  context: Chart['ctx'],
  y: number,
  { left, right, edge }: { readonly left: number; readonly right: number; readonly edge: number },
): number {
  const end = Math.min(right, edge);
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(end, y);
  for (const x of right > edge ? [left] : [left, end]) {
    context.moveTo(x, y - CAP_HALF_HEIGHT);
    context.lineTo(x, y + CAP_HALF_HEIGHT);
  }
  context.stroke();
  return end;
}
