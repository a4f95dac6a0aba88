import { describe, expect, it } from 'vitest';
import { createHistogram, encodeHistogram } from '../model/histogram.ts';
import type { LoadModel } from '../model/load.ts';
import type { Sample } from '../model/trial.ts';
import type { BalancerUsage, ContainerUsage, HostUsage } from '../model/usage.ts';
import { loadResult } from './fixtures/fakeAgent.ts';
import { invalidities } from './validity.ts';

const usage = (over: Partial<ContainerUsage>): ContainerUsage => ({
  name: 'app-1',
  role: 'app',
  group: 'app',
  cpuSeconds: 1,
  cpuQuotaCores: 0.1,
  cpuUtilisation: 1,
  throttledShare: 1,
  memoryBytes: 2 ** 26,
  memoryLimitBytes: 2 ** 27,
  transfer: null,
  ...over,
});

/** As recorded on the shop's cluster of two, quick profile. */
const balancerUsage = (over: Partial<BalancerUsage> = {}): BalancerUsage => ({
  container: 'balancer',
  samples: 31,
  meanConcurrency: 22.8,
  meanConcurrencyError: 0.6,
  concurrencyByLittle: 23.6,
  maxConcurrency: 24,
  meanQueued: 0,
  maxQueued: 0,
  servers: [],
  ...over,
});

const host: HostUsage = {
  cpuCores: 2,
  cpuBusyShare: 0.7,
  cpuStealShare: 0.001,
  cpuPressureShare: 0.5,
};

interface Planted {
  readonly model?: LoadModel;
  readonly lagMs?: readonly number[];
  readonly concurrency?: number;
  readonly balancer?: Partial<BalancerUsage>;
  readonly balancerThrottled?: number;
  readonly host?: Partial<HostUsage>;
}

const open: LoadModel = {
  kind: 'open',
  ratePerSecond: 100,
  arrivals: 'even',
  connections: 96,
};

const sample = (planted: Planted = {}): Sample => {
  const lag = createHistogram();
  for (const ms of planted.lagMs ?? [0.1]) lag.recordValue(ms * 1_000);
  const load = loadResult(planted.model ? { model: planted.model } : {});
  return {
    load: {
      ...load,
      generator: {
        ...load.generator,
        sendLagMicros: encodeHistogram(lag),
        meanConcurrency: planted.concurrency ?? 24,
      },
    },
    containers: [
      usage({}),
      usage({
        name: 'balancer',
        role: 'balancer',
        group: 'balancer',
        cpuUtilisation: 0.2,
        throttledShare: planted.balancerThrottled ?? 0,
      }),
    ],
    host: { ...host, ...planted.host },
    system: {
      nodes: [],
      balancer: balancerUsage(planted.balancer),
      databases: [],
      unobserved: [],
    },
    wallSeconds: 5,
  };
};

const rules = (
  of: Sample,
  limits = { sloP99Ms: 500, calibratedStealShare: 0.001 as number | null },
): readonly string[] => invalidities(of, limits).map(({ rule }) => rule);

/** Of a hundred requests, so many late ones. */
const late = (count: number, ms: number): readonly number[] =>
  Array.from({ length: 100 }, (_, index) => (index < count ? ms : 0.1));

describe('a measurement is refused', () => {
  it('whose generator wrote requests late though a connection was free', () => {
    expect(rules(sample({ model: open, lagMs: late(2, 7) }))).toEqual(['generator-late']);
  });

  it('whose host had more stolen than when it was calibrated', () => {
    expect(rules(sample({ host: { cpuStealShare: 0.05 } }))).toEqual(['host-stolen']);
  });

  // 5 % and what HAProxy's own figures leave open: above both by it, or below both.
  it.each([
    ['more', 26],
    ['less', 20.4],
  ])('whose generator counted %s under way than HAProxy', (_, concurrency) => {
    expect(rules(sample({ concurrency }))).toEqual(['concurrency-off']);
  });
});

describe('a measurement stands', () => {
  it('as recorded from a shop that is well', () => {
    expect(rules(sample())).toEqual([]);
  });

  it('whose requests were late by less than the SLO allows, or in fewer cases', () => {
    expect(rules(sample({ model: open, lagMs: late(50, 5.9) }))).toEqual([]);
    expect(rules(sample({ model: open, lagMs: late(1, 900) }))).toEqual([]);
  });

  it('whose hypervisor takes what it took at the calibration, or where nobody knows', () => {
    const stolen = sample({ host: { cpuStealShare: 0.05 } });
    expect(rules(stolen, { sloP99Ms: 500, calibratedStealShare: 0.04 })).toEqual([]);
    expect(rules(stolen, { sloP99Ms: 500, calibratedStealShare: null })).toEqual([]);
  });

  it.each([25.9, 20.5])(
    'whose generator counted no other number under way than HAProxy, as far as can be told: %d',
    (concurrency) => {
      expect(rules(sample({ concurrency }))).toEqual([]);
    },
  );

  it('where one of the two figures of HAProxy agrees, or so few were under way that it says nothing', () => {
    expect(rules(sample({ concurrency: 24, balancer: { meanConcurrency: 12 } }))).toEqual([]);
    expect(rules(sample({ concurrency: 24, balancer: { concurrencyByLittle: 12 } }))).toEqual([]);
    const few = { meanConcurrency: 2, concurrencyByLittle: 2, meanConcurrencyError: 0.1 };
    expect(rules(sample({ concurrency: 3, balancer: few }))).toEqual([]);
  });
});

describe("an overload of the system's own", () => {
  it('is a result where requests wait for a connection, whatever their latency', () => {
    const overloaded = sample({
      model: { ...open, ratePerSecond: 100_000 },
      concurrency: 96,
      balancer: { meanConcurrency: 94, concurrencyByLittle: 61, meanConcurrencyError: 15 },
    });
    expect(rules(overloaded)).toEqual([]);
  });

  it('is a result where requests wait before a balancer that its quota stops', () => {
    expect(rules(sample({ concurrency: 96, balancerThrottled: 0.9 }))).toEqual([]);
  });
});
