import { HistogramLogWriter } from 'hdr-histogram-js';
import { decodeHistogram, type Histogram } from '../model/histogram.ts';
import type { LoadResult } from '../model/load.ts';

/** Values are µs; the log's column of maxima is in ms. */
const MICROS_PER_MS = 1_000;

/** Tags hold no comma and no white space. */
const tagged = (histogram: Histogram, ...parts: readonly string[]): Histogram => {
  histogram.tag = parts.join(':').replaceAll(/[\s,]+/g, '_');
  return histogram;
};

/**
 * A result in HdrHistogram's own log format (1.3), values in µs: for each route and outcome one
 * interval of response times and one of service times, tagged `response:ok:GET_/products`.
 * @param startedAt when the measured window began
 */
export const histogramLog = (result: LoadResult, startedAt: Date): string => {
  let log = '';
  const writer = new HistogramLogWriter((line) => {
    log += line;
  });
  const startSeconds = startedAt.getTime() / 1_000;
  writer.outputComment('[Latencies in microseconds, Interval_Max in milliseconds]');
  writer.outputLogFormatVersion();
  writer.outputComment(
    `[StartTime: ${startSeconds.toFixed(3)} (seconds since epoch), ${startedAt.toISOString()}]`,
  );
  writer.outputLegend();
  for (const { route, outcome, responseMicros, serviceMicros } of result.routes) {
    for (const histogram of [
      tagged(decodeHistogram(responseMicros), 'response', outcome, route),
      tagged(decodeHistogram(serviceMicros), 'service', outcome, route),
    ])
      writer.outputIntervalHistogram(
        histogram,
        startSeconds,
        startSeconds + result.measuredSeconds,
        MICROS_PER_MS,
      );
  }
  return log;
};
