import { describe, expect, it } from 'vitest';
import {
  DEMANDS,
  EXPERIMENT,
  plantedPlan,
  plantedRun,
  plantedSample,
} from '../analysis/fixtures/plantedRun.ts';
import { seededNormal } from '../analysis/simulation.ts';
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
      'p99 single-1-browse',
      'cpu single-1-browse database/db',
      'cpu single-1-browse app/shop',
      'throughput cluster-8-browse',
      'p99 cluster-8-browse',
      'cpu cluster-8-browse database/db',
      'cpu cluster-8-browse app/shop',
      'cpu cluster-8-browse balancer/balancer',
      'throughput split-8-browse',
      'p99 split-8-browse',
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
    expect(Object.keys(valuesOf('split-8-browse', sample))).toContain(
      'cpu split-8-browse app/orders',
    );
  });
});
