import { describe, expect, it } from 'vitest';
import { cellOf } from '../../model/cell.ts';
import type { Experiment } from '../../model/experiment.ts';
import { createHistogram, encodeHistogram } from '../../model/histogram.ts';
import type { Outcome, RouteLoad } from '../../model/load.ts';
import type { Trial } from '../../model/trial.ts';
import { EXPERIMENT, plantedPlan, plantedRun } from '../fixtures/plantedRun.ts';
import { offeredCurve } from './curve.ts';

const cell = cellOf('cluster', 4, 'browse', { load: 'offered' });
const planned = { cell, plan: plantedPlan('cluster', 4) };
const experiment: Experiment = { ...EXPERIMENT, slo: { p99Ms: 100, errorShare: 0.01 } };

const routeOf = (outcome: Outcome, count: number, ms: number): RouteLoad => {
  const recorded = createHistogram();
  recorded.recordValueWithCount(ms * 1_000, count);
  const encoded = encodeHistogram(recorded);
  return {
    route: 'GET /',
    outcome,
    count,
    responseMicros: encoded,
    serviceMicros: encoded,
    hops: 0,
  };
};

const base = plantedRun().trials[0]?.outcome;
if (base?.status !== 'completed') throw new Error('the fixture has no sample');
const { sample } = base;

const probe = (repetition: number, ratePerSecond: number, routes: readonly RouteLoad[]): Trial => ({
  cell,
  repetition,
  attempt: 1,
  probe: { ratePerSecond, deployedAt: `deployment ${repetition}` },
  startedAt: 'then',
  stageSeconds: {},
  outcome: { status: 'completed', sample: { ...sample, load: { ...sample.load, routes } } },
});

/** 1/p99 falls on a line: 50 ms at 100/s, 200 ms at 250/s, so 100 ms at 200/s. */
const trials = [1, 2].flatMap((repetition) => [
  probe(repetition, 250, [routeOf('ok', 1_000, 200)]),
  probe(repetition, 100, [routeOf('ok', 1_000, 50)]),
]);

describe('a cell at offered rates', () => {
  it('has a point for each rate, ascending, of all its deployments', () => {
    const { points, probes } = offeredCurve(planned, trials, experiment);
    expect(points.map(({ ratePerSecond, trials: count }) => [ratePerSecond, count])).toEqual([
      [100, 2],
      [250, 2],
    ]);
    expect(points[0]?.latency.p99Ms.value).toBeCloseTo(50, 0);
    expect(points[0]?.latency.p99Ms).toHaveProperty('samples', 2);
    expect(probes).toBe(4);
  });

  it('has the capacity at which the service level is just kept', () => {
    const { capacityPerSecond } = offeredCurve(planned, trials, experiment);
    expect(capacityPerSecond.value).toBeGreaterThan(195);
    expect(capacityPerSecond.value).toBeLessThan(205);
  });

  it('counts what timed out as late and as an error, not as absent', () => {
    const [point] = offeredCurve(
      planned,
      [probe(1, 100, [routeOf('ok', 950, 50), routeOf('timeout', 50, 10_000)])],
      experiment,
    ).points;
    expect(point?.errorShare).toBeCloseTo(0.05);
    expect(point?.latency.count).toBe(1_000);
  });

  it('leaves out what was invalid, and says why there is no capacity', () => {
    const invalid: Trial = {
      ...probe(1, 100, []),
      outcome: { status: 'invalid', reasons: [], sample },
    };
    const curve = offeredCurve(planned, [invalid], experiment);
    expect(curve.points).toEqual([]);
    expect(curve.capacityPerSecond).toMatchObject({ value: null });
  });
});
