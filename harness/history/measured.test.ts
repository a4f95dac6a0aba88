import { describe, expect, it } from 'vitest';
import {
  DEMANDS,
  EXPERIMENT,
  plantedPlan,
  plantedRun,
  plantedSample,
} from '../analysis/fixtures/plantedRun.ts';
import { seededNormal } from '../analysis/simulation.ts';
import { cellOf } from '../model/cell.ts';
import { createHistogram, encodeHistogram } from '../model/histogram.ts';
import type { RouteLoad } from '../model/load.ts';
import type { Sample } from '../model/trial.ts';
import { attribute, type SamplePair } from './attribution.ts';
import { fingerprintOf, measuredNight, valuesOf } from './measured.ts';

const DEPLOYED = { images: { shop: 'plateau/shop:1' }, plans: {} };
const record = plantedRun();

describe('a run as a night', () => {
  const { night, missing } = measuredNight(record, DEPLOYED);

  it('is gated at the largest scale of each topology, trial by trial', () => {
    expect(missing).toEqual([]);
    expect(night.metrics.map(({ id }) => id)).toEqual([
      'throughput single-1-browse',
      'cpu single-1-browse database/db',
      'cpu single-1-browse app/shop',
      'throughput cluster-8-browse',
      'cpu cluster-8-browse database/db',
      'cpu cluster-8-browse app/shop',
      'cpu cluster-8-browse balancer/balancer',
      'throughput split-8-browse',
      'cpu split-8-browse database/db',
      'cpu split-8-browse app/users',
      'cpu split-8-browse app/products',
      'cpu split-8-browse app/orders',
      'cpu split-8-browse app/admin',
      'cpu split-8-browse app/analytics',
      'cpu split-8-browse balancer/balancer',
    ]);
    for (const { values } of night.metrics) expect(values).toHaveLength(EXPERIMENT.trials);
  });

  it('has the CPU-ms a request that were planted', () => {
    const cpu = night.metrics.find(({ id }) => id === 'cpu cluster-8-browse app/shop');
    for (const value of cpu?.values ?? []) expect(value).toBeCloseTo(DEMANDS.appMs, 2);
  });

  it('keeps merged histograms and the routes', () => {
    const [single] = night.cells;
    expect(single?.routes[0]?.requests).toBe(single?.requests);
    expect(single?.okMicros.length).toBeGreaterThan(100);
  });

  it('lacks a cell with too few valid trials, and says which', () => {
    const trials = record.trials.filter(
      ({ cell, repetition }) => cell.id !== 'split-8-browse' || repetition === 1,
    );
    expect(measuredNight({ ...record, trials }, DEPLOYED).missing).toEqual([
      'split-8-browse: 1 valid trials of 3, 3 needed',
    ]);
  });

  it('is told from one of another machine or experiment, not from one of another name', () => {
    const of = (environment = record.environment, experiment = record.experiment): string =>
      JSON.stringify(fingerprintOf(environment, experiment));
    expect(of()).not.toBe(of({ ...record.environment, kernel: '7' }));
    expect(of()).not.toBe(of(undefined, { ...EXPERIMENT, connectionsPerNode: 13 }));
    expect(of()).toBe(of(undefined, { ...EXPERIMENT, name: 'renamed' }));
    expect(of()).toBe(of({ ...record.environment, commit: 'another', images: { shop: '2' } }));
  });
});

/** 980 answers in 10 ms and 40 errors in 2 s: p99 of all outcomes is the errors'. */
const withErrors = (sample: Sample): Sample => {
  const route = (outcome: RouteLoad['outcome'], count: number, micros: number): RouteLoad => {
    const histogram = createHistogram();
    histogram.recordValueWithCount(micros, count);
    const encoded = encodeHistogram(histogram);
    return {
      route: 'GET /products',
      outcome,
      count,
      responseMicros: encoded,
      serviceMicros: encoded,
      hops: 0,
    };
  };
  const routes = [route('ok', 980, 10_000), route('error', 40, 2_000_000)];
  return { ...sample, load: { ...sample.load, routes } };
};

describe('a cell at an offered rate', () => {
  const cell = cellOf('split', 8, 'browse', { load: 'offered' });
  const trials = record.trials.flatMap((trial) =>
    trial.cell.id === 'split-8-browse' && trial.outcome.status === 'completed'
      ? [
          {
            ...trial,
            cell,
            probe: { ratePerSecond: 100, deployedAt: '' },
            outcome: { status: 'completed' as const, sample: withErrors(trial.outcome.sample) },
          },
        ]
      : [],
  );
  const planned = record.cells.flatMap((each) =>
    each.cell.id === 'split-8-browse' ? [{ ...each, cell }] : [],
  );
  const nightOf = (some: typeof trials) =>
    measuredNight({ ...record, cells: [...record.cells, ...planned], trials: some }, DEPLOYED);

  it('is gated on p99 of all outcomes and on nothing else', () => {
    const metrics = nightOf(trials).night.metrics.filter((each) => each.cell === cell.id);
    expect(metrics.map(({ id }) => id)).toEqual(['p99 split-8-browse-offered']);
    for (const value of metrics[0]?.values ?? []) expect(value).toBeCloseTo(2_000, -1);
    const [trial] = trials;
    if (!trial) throw new Error('no trial');
    expect(valuesOf(cell, trial.outcome.sample)).toEqual({
      'p99 split-8-browse-offered': metrics[0]?.values[0],
    });
  });

  it('can’t be judged by too few trials', () => {
    expect(nightOf(trials.slice(1)).missing).toContainEqual(
      expect.stringContaining(`${cell.id}: 2 valid trials`),
    );
  });
});

describe('the attribution of a confirmed regression', () => {
  const normal = seededNormal(4);
  /** Pairs in which one group's containers use 20 % more CPU. */
  const pairs = (topology: string, group: string): readonly SamplePair[] =>
    Array.from({ length: 5 }, () => {
      const plan = plantedPlan(topology, 8);
      const side = () => plantedSample(plan, DEMANDS, 0.01 * normal(), normal);
      const after = side();
      return {
        cell: `${topology}-8-browse`,
        before: side(),
        after: {
          ...after,
          containers: after.containers.map((each) =>
            each.group === group ? { ...each, cpuSeconds: each.cpuSeconds * 1.2 } : each,
          ),
        },
      };
    });

  it('names the service of a split whose CPU rose, and since which commit', () => {
    const { since, until, cells } = attribute(pairs('split', 'orders'), 'abc', 'def');
    expect([since, until]).toEqual(['abc', 'def']);
    expect(cells[0]?.culprit).toMatchObject({ group: 'app/orders', note: null });
    expect(cells[0]?.cpu[0]).toMatchObject({ name: 'app/orders', moved: true });
    expect(cells[0]?.cpu[0]?.change).toBeCloseTo(0.2, 2);
    expect(cells[0]?.cpu.filter(({ moved }) => moved)).toHaveLength(1);
  });

  it('says that components which share a process can’t be told apart', () => {
    const { culprit } = attribute(pairs('cluster', 'shop'), null, null).cells[0] ?? {};
    expect(culprit).toMatchObject({ group: 'app/shop' });
    expect(culprit?.note).toContain('share this process');
  });

  it('blames no one where nothing moved', () => {
    const { culprit } = attribute(pairs('split', 'no such group'), null, null).cells[0] ?? {};
    expect(culprit?.group).toBeNull();
  });

  it('reads a single sample by the same metrics as a night', () => {
    const sample = pairs('split', '')[0]?.before;
    if (!sample) throw new Error('no pair');
    expect(Object.keys(valuesOf(cellOf('split', 8, 'browse'), sample))).toContain(
      'cpu split-8-browse app/orders',
    );
  });
});
