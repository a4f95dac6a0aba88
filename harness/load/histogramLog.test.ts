import { HistogramLogReader, listTags } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import type { LoadResult } from '../model/load.ts';
import { histogramLog } from './histogramLog.ts';
import { Recorder } from './recorder.ts';

const recorder = new Recorder({ startMs: 0, endMs: 5_000 });
for (let index = 0; index < 1_000; index += 1) {
  recorder.sent();
  recorder.ended({
    route: 'GET /products, all',
    outcome: index < 990 ? 'ok' : 'error',
    dueMs: index,
    sentMs: index + 10,
    endMs: index + 10 + index / 10,
    hops: 0,
  });
}
const result: LoadResult = {
  model: { kind: 'closed', connections: 1 },
  measuredSeconds: 5,
  routes: recorder.routes(),
  counts: recorder.counts(),
  bins: recorder.bins(),
  generator: { cpuSeconds: 1, wallSeconds: 5, sendLagMicros: '', meanConcurrency: 1 },
  tallies: {},
};
const log = histogramLog(result, new Date('2026-01-02T03:04:05.678Z'));

describe("HdrHistogram's log", () => {
  it('is read back by its own reader: tags, times and every value', () => {
    expect(listTags(log)).toEqual([
      'response:ok:GET_/products_all',
      'service:ok:GET_/products_all',
      'response:error:GET_/products_all',
      'service:error:GET_/products_all',
    ]);
    const reader = new HistogramLogReader(log);
    const response = reader.nextIntervalHistogram();
    const service = reader.nextIntervalHistogram();
    expect(response?.totalCount).toBe(990);
    expect(response?.startTimeStampMsec).toBe(Date.parse('2026-01-02T03:04:05.678Z'));
    expect((response?.endTimeStampMsec ?? 0) - (response?.startTimeStampMsec ?? 0)).toBe(5_000);
    expect((response?.getValueAtPercentile(50) ?? 0) / 59_400).toBeCloseTo(1, 2);
    expect((service?.getValueAtPercentile(50) ?? 0) / 49_400).toBeCloseTo(1, 2);
  });

  it('has the format of HdrHistogram 1.3, line by line', () => {
    const [unit, version, start, legend, line] = log.split('\n');
    expect(unit).toContain('microseconds');
    expect(version).toBe('#[Histogram log format version 1.3]');
    expect(start).toBe(
      '#[StartTime: 1767323045.678 (seconds since epoch), 2026-01-02T03:04:05.678Z]',
    );
    expect(legend).toBe(
      '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
    );
    expect(line).toMatch(
      /^Tag=response:ok:GET_\/products_all,1767323045\.678,5\.000,108\.\d{3},HIST[\w+/=]+$/,
    );
  });
});
