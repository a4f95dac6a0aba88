import type { Chart } from 'chart.js';
import type { ChartSpec } from '../../charts/spec.ts';

/** With the chart in focus, the arrow keys go from point to point as the mouse does, and each is told. */
export function stepWithArrows(
  canvas: HTMLCanvasElement,
  chart: Chart,
  spec: ChartSpec,
  spoken: HTMLElement,
): void {
  const stops = stopsOf(spec);
  let at = -1;
  canvas.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || stops.length === 0) return;
    event.preventDefault();
    at = (at + step + stops.length) % stops.length;
    const stop = stops[at];
    if (stop === undefined) return;
    const element = chart.getDatasetMeta(stop.datasetIndex).data[stop.index];
    if (element === undefined) return;
    chart.tooltip?.setActiveElements([stop], { x: element.x, y: element.y });
    chart.update();
    spoken.textContent = stop.hover;
  };
}

const stopsOf = (spec: ChartSpec) =>
  spec.kind === 'heat-map'
    ? spec.fields.map((field, index) => ({ datasetIndex: 0, index, hover: field.hover }))
    : spec.series.flatMap((series, datasetIndex) =>
        series.style === 'measured' || series.style === 'measured-dashed'
          ? series.points.map((point, index) => ({ datasetIndex, index, hover: point.hover }))
          : [],
      );
