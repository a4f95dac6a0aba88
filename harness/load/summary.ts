import { decodeHistogram, type Histogram, mergeHistograms } from '../model/histogram.ts';
import type { LoadCounts, LoadModel, LoadResult, RouteLoad } from '../model/load.ts';

/** Ms at each quantile; null where fewer than 10 / (1 − q) samples say nothing. */
export interface LatencySummary {
  readonly samples: number;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p99Ms: number | null;
  readonly p999Ms: number | null;
  readonly maxMs: number | null;
}

/** One drive in figures, for a reader or another tool. */
export interface LoadSummary {
  readonly model: LoadModel;
  readonly measuredSeconds: number;
  /** Of the whole drive. */
  readonly counts: LoadCounts;
  /** Requests answered well in the measured window, a second. */
  readonly throughputPerSecond: number;
  /** Requests due in the measured window, all outcomes; from the intended send time. */
  readonly response: LatencySummary;
  /** The same requests from the actual send time. */
  readonly service: LatencySummary;
  readonly sendLag: LatencySummary;
  readonly meanConcurrency: number;
  /** Share of one core that this process used in the measured window. */
  readonly generatorCpuShare: number;
  readonly generatorCpuMicrosPerRequest: number | null;
}

export const latencySummary = (histogram: Histogram): LatencySummary => {
  const samples = histogram.totalCount;
  const at = (quantile: number): number | null =>
    samples < Math.round(10 / (1 - quantile))
      ? null
      : histogram.getValueAtPercentile(quantile * 100) / 1_000;
  return {
    samples,
    p50Ms: at(0.5),
    p90Ms: at(0.9),
    p99Ms: at(0.99),
    p999Ms: at(0.999),
    maxMs: samples === 0 ? null : histogram.maxValue / 1_000,
  };
};

const merged = (
  routes: readonly RouteLoad[],
  which: 'responseMicros' | 'serviceMicros',
): LatencySummary =>
  latencySummary(mergeHistograms(routes.map((route) => decodeHistogram(route[which]))));

export const loadSummary = (result: LoadResult): LoadSummary => {
  const { model, measuredSeconds, counts, routes, bins, generator } = result;
  const completed = bins.completed.reduce((sum, count) => sum + count, 0);
  return {
    model,
    measuredSeconds,
    counts,
    throughputPerSecond: completed / ((bins.completed.length * bins.binMs) / 1_000),
    response: merged(routes, 'responseMicros'),
    service: merged(routes, 'serviceMicros'),
    sendLag: latencySummary(decodeHistogram(generator.sendLagMicros)),
    meanConcurrency: generator.meanConcurrency,
    generatorCpuShare: generator.cpuSeconds / generator.wallSeconds,
    generatorCpuMicrosPerRequest: completed === 0 ? null : (generator.cpuSeconds * 1e6) / completed,
  };
};
