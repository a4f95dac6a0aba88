import type { ChartConfiguration } from 'chart.js';
import type { ChartSpec } from '../spec.ts';
import { barsConfig } from './bars.ts';
import { heatMapConfig } from './heatMap.ts';
import type { Look } from './look.ts';
import { xyConfig, type XyView } from './xy.ts';

/** Height of a chart for its width: one of many rows is taller. */
export function heightFor(spec: ChartSpec, width: number): number {
  switch (spec.kind) {
    case 'xy':
      return Math.round(width * 0.47);
    case 'heat-map':
      return Math.max(150, 34 * spec.y.names.length + 90);
    case 'bars':
      return Math.max(170, Math.min(26, 900 / spec.y.names.length) * spec.y.names.length + 120);
  }
}

export function chartConfig(spec: ChartSpec, look: Look, view: XyView): ChartConfiguration {
  switch (spec.kind) {
    case 'xy':
      // Chart.js's configuration is invariant in its kind of chart; all that is done with it is to draw it.
      return xyConfig(spec, look, view) as ChartConfiguration;
    case 'heat-map':
      return heatMapConfig(spec, look, view) as ChartConfiguration;
    case 'bars':
      return barsConfig(spec, look, view) as ChartConfiguration;
  }
}
