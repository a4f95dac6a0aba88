import { describe, expect, it } from 'vitest';
import { decodeHistogram } from '../model/histogram.ts';
import type { LoadJob, LoadResult } from '../model/load.ts';
import { seededRandom } from '../model/random.ts';
import { mergeResults, sharesOf } from './merge.ts';
import { Recorder } from './recorder.ts';

const WINDOW = { startMs: 0, endMs: 1_000 };

const resultOf = (recorder: Recorder, connections: number): LoadResult => ({
  model: { kind: 'open', ratePerSecond: 100, arrivals: 'poisson', connections },
  measuredSeconds: 1,
  routes: recorder.routes(),
  counts: recorder.counts(),
  bins: recorder.bins(),
  generator: {
    cpuSeconds: 0.25,
    wallSeconds: 1,
    sendLagMicros: recorder.sendLagMicros(),
    meanConcurrency: recorder.meanConcurrency(),
  },
  tallies: recorder.tallies(),
});

/** The same 3,000 requests, recorded by `agents` in turn and by one. */
const recordings = (agents: number): { parts: readonly LoadResult[]; whole: LoadResult } => {
  const random = seededRandom(3);
  const parts = Array.from({ length: agents }, () => new Recorder(WINDOW));
  const whole = new Recorder(WINDOW);
  for (let index = 0; index < 3_000; index += 1) {
    const dueMs = index / 3;
    const outcome = random() < 0.9 ? ('ok' as const) : ('timeout' as const);
    const ended = {
      route: random() < 0.7 ? 'GET /a' : 'GET /b',
      outcome,
      dueMs,
      sentMs: dueMs + random(),
      endMs: dueMs + 1 + 200 * random() ** 4,
      hops: Math.floor(random() * 4),
    };
    for (const recorder of [parts[index % agents] as Recorder, whole]) {
      recorder.sent();
      recorder.sendLag(dueMs, ended.sentMs - dueMs);
      recorder.ended(ended);
      recorder.tally('ordersPlaced');
    }
  }
  return {
    parts: parts.map((recorder) => resultOf(recorder, 5)),
    whole: resultOf(whole, 5 * agents),
  };
};

const byRoute = (result: LoadResult): readonly object[] =>
  result.routes
    .map((load) => ({
      ...load,
      responseMicros: decodeHistogram(load.responseMicros).toJSON(),
      serviceMicros: decodeHistogram(load.serviceMicros).toJSON(),
    }))
    .toSorted((a, b) => `${a.route}${a.outcome}`.localeCompare(`${b.route}${b.outcome}`));

describe('merging', () => {
  it('of three agents loses nothing: it is as if one had recorded all', () => {
    const { parts, whole } = recordings(3);
    const merged = mergeResults(parts);
    expect(byRoute(merged)).toEqual(byRoute(whole));
    expect(merged.counts).toEqual(whole.counts);
    expect(merged.bins.completed).toEqual(whole.bins.completed);
    expect(merged.tallies).toEqual(whole.tallies);
    expect(merged.generator.meanConcurrency).toBeCloseTo(whole.generator.meanConcurrency, 9);
    expect(decodeHistogram(merged.generator.sendLagMicros).toJSON()).toEqual(
      decodeHistogram(whole.generator.sendLagMicros).toJSON(),
    );
    expect(merged.model).toEqual({ ...whole.model, ratePerSecond: 300 });
    expect(merged.generator.cpuSeconds).toBeCloseTo(0.75, 9);
    expect(merged.generator.wallSeconds).toBe(1);
  });

  it('of one agent changes nothing', () => {
    const { whole } = recordings(1);
    expect(byRoute(mergeResults([whole]))).toEqual(byRoute(whole));
  });

  it('of none is refused', () => {
    expect(() => mergeResults([])).toThrow('no results');
  });
});

describe('shares of a job', () => {
  const job: LoadJob = {
    baseUrl: 'http://shop/',
    scenario: 'browse',
    seed: 1,
    model: { kind: 'open', ratePerSecond: 900, arrivals: 'poisson', connections: 11 },
    settleSeconds: 1,
    measureSeconds: 5,
    timeoutMs: 1_000,
  };

  it('add up to the job, each with a seed of its own', () => {
    const shares = sharesOf(job, 3);
    expect(shares.map(({ model }) => model.connections)).toEqual([3, 4, 4]);
    expect(shares.map(({ model }) => model.kind === 'open' && model.ratePerSecond)).toEqual([
      300, 300, 300,
    ]);
    expect(new Set(shares.map(({ seed }) => seed)).size).toBe(3);
  });

  it('are refused where an agent would have no connection', () => {
    expect(() => sharesOf(job, 12)).toThrow('11 connections cannot be shared by 12 agents');
  });
});
