import type { Chart as ChartClass } from 'chart.js';
import { chartConfig, heightFor } from '../../charts/chartjs/config.ts';
import { startsLogarithmic } from '../../charts/chartjs/xy.ts';
import { DARK, LIGHT, type Theme } from '../../charts/palette.ts';
import type { ChartSpec } from '../../charts/spec.ts';
import type { PageData } from '../data.ts';
import { addControls, visiblePart, type ChartView } from './controls.ts';
import { stepWithArrows, type Drawn } from './keyboard.ts';

/** Chart.js's UMD build, inlined before this script, defines it. */
declare const Chart: typeof ChartClass;

const NARROW_PIXELS = 560;
const FONT_FAMILY =
  'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", sans-serif';

/** Draws every figure of the page, and again whenever its width, the colour scheme or a control changes. */
export function showCharts(charts: readonly ChartSpec[], words: PageData['controls']): void {
  for (const figure of document.querySelectorAll<HTMLElement>('figure[data-chart]')) {
    const spec = charts.find((chart) => chart.id === figure.dataset.chart);
    if (spec !== undefined) showChart(figure, spec, words);
  }
}

function showChart(figure: HTMLElement, spec: ChartSpec, words: PageData['controls']): void {
  const canvas = figure.querySelector('canvas');
  const frame = canvas?.parentElement;
  const controls = figure.querySelector<HTMLElement>('.controls');
  const spoken = figure.querySelector<HTMLElement>('.spoken');
  if (!canvas || !frame || !controls || !spoken) return;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let view: ChartView = { hidden: new Set(), logarithmicY: startsLogarithmic(spec) };
  let drawnWidth = 0;
  let drawn: Drawn | undefined;

  const draw = (theme: Theme): void => {
    drawn?.chart.destroy();
    drawnWidth = frame.clientWidth;
    const narrow = drawnWidth < NARROW_PIXELS;
    const shown = visiblePart(spec, view, narrow);
    frame.style.height = `${Math.max(heightFor(spec, drawnWidth), narrow ? 300 : 0)}px`;
    const look = { theme, fontFamily: FONT_FAMILY, fontPixels: narrow ? 11 : 13 };
    const config = chartConfig(shown, look, { logarithmicY: view.logarithmicY, title: false });
    const chart = new Chart(canvas, {
      ...config,
      options: { ...config.options, responsive: true, maintainAspectRatio: false },
    });
    drawn = { chart: chart as unknown as ChartClass, spec: shown };
  };
  const drawForScreen = (): void => draw(dark.matches ? DARK : LIGHT);

  addControls(controls, spec, words, (next) => {
    view = next;
    drawForScreen();
  });
  dark.addEventListener('change', drawForScreen);
  addEventListener('beforeprint', () => draw(LIGHT));
  addEventListener('afterprint', drawForScreen);
  // Chart.js follows the width by itself; only the change between narrow and wide needs another drawing.
  new ResizeObserver(() => {
    if (frame.clientWidth < NARROW_PIXELS !== drawnWidth < NARROW_PIXELS) drawForScreen();
  }).observe(frame);
  drawForScreen();
  stepWithArrows(canvas, spoken, () => drawn as Drawn);
}
