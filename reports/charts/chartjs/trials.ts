import type { Plugin } from 'chart.js';
import type { XyChart } from '../spec.ts';

const ASIDE_PIXELS = 9;

/** Moves the dots of single trials beside their point, where its marker does not cover them. */
export const trialsAside = (spec: XyChart): Plugin<'scatter'> => ({
  id: 'plateau-trials',
  afterUpdate(chart) {
    spec.series.forEach((series, index) => {
      if (series.style !== 'trials') return;
      for (const dot of chart.getDatasetMeta(index).data) dot.x += ASIDE_PIXELS;
    });
  },
});
