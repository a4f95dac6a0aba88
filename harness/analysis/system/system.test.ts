import { describe, expect, it } from 'vitest';
import type { ContainerUsage, SystemUsage } from '../../model/usage.ts';
import { jainIndex } from './evenness.ts';
import { systemOver, type TrialSystem } from './system.ts';

describe("Jain's index", () => {
  it('is 1 for even shares, 1 / n where one has all, and as in the paper between', () => {
    expect(jainIndex([5, 5, 5, 5])).toBe(1);
    expect(jainIndex([7, 0, 0, 0])).toBe(0.25);
    // k of n served alike and the others not at all: k / n.
    expect(jainIndex([3, 3, 3, 0, 0])).toBeCloseTo(0.6);
    expect(jainIndex([0, 0])).toBe(1);
  });
});

const container: ContainerUsage = {
  name: 'db',
  role: 'database',
  group: 'db',
  cpuSeconds: 1,
  cpuQuotaCores: 0.4,
  cpuUtilisation: 0.5,
  throttledShare: 0,
  memoryBytes: 75,
  memoryLimitBytes: 100,
  transfer: {
    networkInBytes: 10_000,
    networkOutBytes: 40_000,
    diskReadBytes: 0,
    diskWriteBytes: 20_000,
  },
};

const server = (name: string, sessions: number) => ({
  backend: 'shop',
  server: name,
  sessions,
  meanSessions: 5,
  maxSessions: 9,
});

const node = (name: string, eventLoopUtilisation: number, waitMs: number) => ({
  container: name,
  group: 'shop',
  eventLoopUtilisation,
  pools: [{ host: 'db', size: 4, checkouts: 100, waits: 25, waitMs }],
});

const trial = (
  sessions: readonly [number, number],
  over: Partial<SystemUsage> = {},
): TrialSystem => ({
  use: { containers: [container], wallSeconds: 10, answersPerSecond: 100 },
  host: { cpuCores: 2, cpuBusyShare: 0.5, cpuStealShare: 0, cpuPressureShare: 0.4 },
  system: {
    nodes: [node('shop-1', 0.9, 20_000), node('shop-2', 0.7, 10_000)],
    balancer: {
      container: 'balancer',
      samples: 40,
      meanConcurrency: 12,
      meanConcurrencyError: 0.1,
      concurrencyByLittle: 12,
      maxConcurrency: 20,
      meanQueued: 0,
      maxQueued: 0,
      servers: [server('shop-1', sessions[0]), server('shop-2', sessions[1])],
    },
    databases: [
      {
        container: 'db',
        group: 'db',
        samples: 40,
        activeSessions: { cpu: 1, lock: 0.5, lwlock: 0, wal: 0.5, io: 0, client: 0, other: 0 },
        maxActiveSessions: 6,
        idleInTransaction: 0.2,
        walBytes: 500_000,
      },
    ],
    unobserved: [],
    ...over,
  },
});

describe('what the parts said of themselves, over two trials', () => {
  const seen = systemOver([trial([500, 500]), trial([900, 100])]);

  it('has the evenness of every backend with a choice, and its interval', () => {
    expect(seen.evenness).toMatchObject([
      {
        backend: 'shop',
        jainIndex: { value: expect.closeTo((1 + 1 / 1.64) / 2, 6) as number, samples: 2 },
        servers: [
          { share: expect.closeTo(0.7) as number },
          { share: expect.closeTo(0.3) as number },
        ],
      },
    ]);
    expect(seen.evenness[0]?.jainIndex).toHaveProperty('low', expect.any(Number));
  });

  it('has event loops by group, and who waited for a connection', () => {
    expect(seen.eventLoops).toMatchObject([
      { group: 'shop', replicas: 2, utilisation: { value: 0.8 }, busiest: 0.9 },
    ]);
    // 30 s waited in 10 s: three at any moment.
    expect(seen.poolWaits).toEqual([
      { group: 'shop', host: 'db', size: 4, waitedShare: 0.25, meanWaiting: 3 },
    ]);
  });

  it('has sessions by what they wait for, and what a request costs in log, network and disk', () => {
    expect(seen.databases).toMatchObject([
      { meanActiveSessions: { value: 2 }, walBytesPerRequest: { value: 500 }, samples: 80 },
    ]);
    expect(seen.transfer).toMatchObject([
      {
        role: 'database',
        networkOutBytesPerRequest: { value: 40 },
        diskWriteBytesPerRequest: { value: 20 },
      },
    ]);
    expect(seen.memory).toEqual([{ role: 'database', group: 'db', utilisation: 0.75 }]);
    expect(seen.hostPressureShare).toBeCloseTo(0.4);
  });

  it('is empty, with the reasons, where nothing could be observed', () => {
    const unobserved = [{ container: 'balancer', reason: 'it did not answer in 15 s' }];
    const blind = { nodes: [], balancer: null, databases: [], unobserved };
    expect(systemOver([trial([1, 1], blind), trial([1, 1], blind)])).toMatchObject({
      evenness: [],
      eventLoops: [],
      databases: [],
      balancer: null,
      unobserved,
    });
  });
});
