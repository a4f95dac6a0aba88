import type { Chart } from 'chart.js';
import type { ChartSpec } from '../../charts/spec.ts';

/** What is drawn at the moment; a chart is drawn anew whenever its view changes. */
export interface Drawn {
  readonly chart: Chart;
  readonly spec: ChartSpec;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** With the chart in focus, the arrow keys go from point to point as the mouse does, and each is told. */
export function stepWithArrows(
  canvas: HTMLCanvasElement,
  spoken: HTMLElement,
  drawn: () => Drawn,
): void {
  let at = -1;
  canvas.addEventListener('keydown', (event) => {
    const { chart, spec } = drawn();
    const stops = stopsOf(spec);
    const step = STEPS[event.key];
    if (step === undefined || stops.length === 0) return;
    event.preventDefault();
    at = at < 0 ? (step > 0 ? 0 : stops.length - 1) : (at + step + stops.length) % stops.length;
    const stop = stops[at];
    const element = stop && chart.getDatasetMeta(stop.datasetIndex).data[stop.index];
    if (!stop || !element) return;
    chart.tooltip?.setActiveElements([stop], { x: element.x, y: element.y });
    chart.update();
    spoken.textContent = stop.hover;
  });
}

interface Stop {
  readonly datasetIndex: number;
  readonly index: number;
  readonly hover: string;
}

function stopsOf(spec: ChartSpec): readonly Stop[] {
  switch (spec.kind) {
    case 'heat-map':
      return spec.fields.map((field, index) => ({ datasetIndex: 0, index, hover: field.hover }));
    case 'bars':
      return spec.parts.flatMap((part, datasetIndex) =>
        part.hovers.map((hover, index) => ({ datasetIndex, index, hover })),
      );
    case 'xy':
      return spec.series.flatMap((series, datasetIndex) =>
        series.style === 'ideal' ||
        series.style === 'trials' ||
        series.style === 'fitted' ||
        series.style === 'extrapolated'
          ? []
          : series.points.map((point, index) => ({ datasetIndex, index, hover: point.hover })),
      );
  }
}
