import { describe, expect, it } from 'vitest';
import { decodeHistogram } from '../model/histogram.ts';
import { NEVER_SENT } from '../model/load.ts';
import { type Ended, Recorder } from './recorder.ts';

const window = { startMs: 1_000, endMs: 2_000 };

const recorded = (...all: readonly Partial<Ended>[]): Recorder => {
  const recorder = new Recorder(window);
  for (const one of all) {
    recorder.sent();
    recorder.ended({
      route: 'GET /',
      outcome: 'ok',
      dueMs: 1_100,
      sentMs: 1_100,
      endMs: 1_150,
      hops: 0,
      ...one,
    });
  }
  return recorder;
};

/** Three significant digits. */
const near = (micros: number, expected: number): void => {
  expect(Math.abs(micros - expected)).toBeLessThanOrEqual(expected / 1_000 + 1);
};

describe('latency', () => {
  it('is told from the intended and from the actual send time, by route and outcome', () => {
    const routes = recorded(
      { dueMs: 1_100, sentMs: 1_300, endMs: 1_320, hops: 2 },
      { dueMs: 1_100, sentMs: 1_100, endMs: 1_104, hops: 3 },
      { route: 'POST /orders', outcome: 'error' },
      { outcome: 'timeout', endMs: 9_100 },
    ).routes();
    expect(routes.map(({ route, outcome, count, hops }) => [route, outcome, count, hops])).toEqual([
      ['GET /', 'ok', 2, 5],
      ['GET /', 'timeout', 1, 0],
      ['POST /orders', 'error', 1, 0],
    ]);
    const [ok, timeout] = routes.map(({ responseMicros }) => decodeHistogram(responseMicros));
    near(ok?.maxValue ?? 0, 220_000);
    near(decodeHistogram(routes[0]?.serviceMicros ?? '').maxValue, 20_000);
    near(timeout?.maxValue ?? 0, 8_000_000);
  });

  it('is not shortened for a request that left a little early', () => {
    const [route] = recorded({ dueMs: 1_100, sentMs: 1_099.6, endMs: 1_101 }).routes();
    near(decodeHistogram(route?.responseMicros ?? '').maxValue, 1_400);
  });

  it('is of the requests due in the window, whenever they end', () => {
    const [route, ...others] = recorded(
      { dueMs: 999.9, sentMs: 1_000, endMs: 1_500 },
      { dueMs: 1_000, sentMs: 1_000, endMs: 1_500 },
      { dueMs: 1_999.9, sentMs: 2_400, endMs: 2_500 },
      { dueMs: 2_000, sentMs: 2_000, endMs: 2_001 },
    ).routes();
    expect(others).toEqual([]);
    expect(route?.count).toBe(2);
  });
});

describe('throughput', () => {
  it('is of the requests that ended well in each slice of the window', () => {
    const bins = recorded(
      { dueMs: 900, sentMs: 900, endMs: 1_010 },
      { dueMs: 1_000, sentMs: 1_000, endMs: 1_099, outcome: 'error' },
      { dueMs: 1_100, sentMs: 1_100, endMs: 1_110 },
      { dueMs: 1_100, sentMs: 1_100, endMs: 1_120 },
      { dueMs: 1_100, sentMs: 1_100, endMs: 1_130 },
      { dueMs: 1_999, sentMs: 1_999, endMs: 2_000 },
    ).bins();
    expect(bins.binMs).toBe(100);
    expect(bins.completed).toEqual([1, 3, 0, 0, 0, 0, 0, 0, 0, 0]);
    near(bins.medianMicros[0] ?? 0, 110_000);
    near(bins.medianMicros[1] ?? 0, 20_000);
    expect(bins.medianMicros.slice(2)).toEqual(Array.from({ length: 8 }, () => null));
  });
});

describe('accounting', () => {
  it('adds up over the whole drive, with what was never sent', () => {
    const recorder = recorded({ dueMs: 1, sentMs: 1, endMs: 2 }, { outcome: 'lost' });
    recorder.neverSent('timeout', 1_200, 1_700);
    recorder.neverSent('lost', 2_500, 2_600);
    expect(recorder.counts()).toEqual({ sent: 4, completed: 1, errors: 0, timeouts: 1, lost: 2 });
    const never = recorder.routes().find(({ route }) => route === NEVER_SENT);
    expect(never).toMatchObject({ outcome: 'timeout', count: 1 });
    near(decodeHistogram(never?.responseMicros ?? '').maxValue, 500_000);
    expect(decodeHistogram(never?.serviceMicros ?? '').totalCount).toBe(0);
  });

  it('counts what a closed load was refused, which waited for nothing', () => {
    const recorder = recorded({ dueMs: 1_200, sentMs: 1_200, endMs: 1_250 });
    recorder.neverSent('lost', null, 1_700);
    recorder.neverSent('lost', null, 2_500);
    expect(recorder.counts()).toMatchObject({ sent: 3, completed: 1, lost: 2 });
    const never = recorder.routes().find(({ route }) => route === NEVER_SENT);
    expect(never).toMatchObject({ outcome: 'lost', count: 1 });
    expect(decodeHistogram(never?.responseMicros ?? '').totalCount).toBe(0);
  });

  it('averages concurrency over the window by the time that requests spend in it', () => {
    const recorder = recorded(
      { dueMs: 0, sentMs: 500, endMs: 1_250 },
      { dueMs: 1_000, sentMs: 1_500, endMs: 1_750 },
      { dueMs: 1_900, sentMs: 1_900, endMs: 5_000 },
      { dueMs: 100, sentMs: 100, endMs: 200 },
    );
    expect(recorder.meanConcurrency()).toBeCloseTo(0.25 + 0.25 + 0.1, 9);
  });

  it('tallies what the scenario names, and lag of requests due in the window', () => {
    const recorder = new Recorder(window);
    recorder.tally('ordersPlaced');
    recorder.tally('ordersPlaced');
    recorder.sendLag(999, 5);
    recorder.sendLag(1_500, 2);
    expect(recorder.tallies()).toEqual({ ordersPlaced: 2 });
    const lag = decodeHistogram(recorder.sendLagMicros());
    expect(lag.totalCount).toBe(1);
    near(lag.maxValue, 2_000);
  });
});
