import type { ChartConfiguration } from 'chart.js';
import type { ChartSpec } from '../spec.ts';
import { heatMapConfig } from './heatMap.ts';
import type { Look } from './look.ts';
import { xyConfig, type XyView } from './xy.ts';

/** Height of a chart for its width, so that a heat map of many parts is taller. */
export const heightFor = (spec: ChartSpec, width: number): number =>
  spec.kind === 'xy'
    ? Math.round(width * 0.47)
    : Math.round(Math.max(150, 34 * spec.y.names.length + 90));

export const chartConfig = (
  spec: ChartSpec,
  look: Look,
  view: XyView,
): ChartConfiguration<'scatter'> =>
  spec.kind === 'xy' ? xyConfig(spec, look, view) : heatMapConfig(spec, look, view);
