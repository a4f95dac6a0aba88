import { describe, expect, it } from 'vitest';
import type { Role } from '../model/plan.ts';
import type { ContainerUsage, WaitClass } from '../model/usage.ts';
import { cpuUseByGroup, cpuUseByRole } from './cpuUse.ts';
import { limiterOf } from './limiter.ts';
import type { GeneratorMeasurement } from './measurement.ts';
import type { DatabaseSessions } from './system/databases.ts';
import type { SystemMeasurement } from './system/system.ts';

const usage = (role: Role, group: string, utilisation: number): ContainerUsage => ({
  name: `${group}-${utilisation}`,
  role,
  group,
  cpuSeconds: utilisation * 0.1 * 10,
  cpuQuotaCores: 0.1,
  cpuUtilisation: utilisation,
  throttledShare: 0.2,
  memoryBytes: 1,
  memoryLimitBytes: 2,
  transfer: null,
});

const trial = (...containers: readonly ContainerUsage[]) => ({
  containers,
  wallSeconds: 10,
  answersPerSecond: 100,
});

const NOTHING_SEEN: SystemMeasurement = {
  evenness: [],
  eventLoops: [],
  poolWaits: [],
  databases: [],
  balancer: null,
  transfer: [],
  memory: [],
  hostPressureShare: null,
  unobserved: [],
};

const IDLE_GENERATOR: GeneratorMeasurement = {
  cpuUtilisation: 0.3,
  meanConcurrency: 24,
  hostBusyShare: 0.6,
};

const limiter = (...containers: readonly ContainerUsage[]) =>
  limiterOf({
    cpuByGroup: cpuUseByGroup([trial(...containers)]),
    generator: IDLE_GENERATOR,
    system: NOTHING_SEEN,
  });

/** Planted, with CPU left everywhere unless told otherwise. */
const planted = (
  system: Partial<SystemMeasurement>,
  generator: Partial<GeneratorMeasurement> = {},
  containers: readonly ContainerUsage[] = [usage('app', 'shop', 0.6)],
) =>
  limiterOf({
    cpuByGroup: cpuUseByGroup([trial(...containers)]),
    generator: { ...IDLE_GENERATOR, ...generator },
    system: { ...NOTHING_SEEN, ...system },
  });

const known = (value: number) => ({ value, low: null, high: null, confidence: 0.95, samples: 1 });

const database = (sessions: Partial<Record<WaitClass, number>>): DatabaseSessions => ({
  group: 'db',
  samples: 60,
  activeSessions: { cpu: 0, lock: 0, lwlock: 0, wal: 0, io: 0, client: 0, other: 0, ...sessions },
  meanActiveSessions: known(1),
  maxActiveSessions: 9,
  idleInTransaction: 0,
  walBytesPerRequest: known(0),
});

const loops = (utilisation: number) => [
  { group: 'shop', replicas: 2, utilisation: known(utilisation), busiest: utilisation },
];

const waits = (meanWaiting: number) => [
  { group: 'shop', host: 'db', size: 4, waitedShare: 0.9, meanWaiting },
];

const balancerWith = (meanQueued: number) => ({
  meanConcurrency: 24,
  maxConcurrency: 24,
  meanQueued,
  maxQueued: 24,
});

describe('limiterOf', () => {
  it('names the group that used its quota up', () => {
    expect(limiter(usage('app', 'shop', 0.6), usage('database', 'db', 0.97))).toMatchObject({
      resource: 'cpu',
      role: 'database',
      group: 'db',
      utilisation: expect.closeTo(0.97, 6),
      grade: 'correlated',
      alsoSaturated: [],
    });
  });

  it('finds the one hot service of a split', () => {
    const services = ['users', 'orders', 'admin'].map((group) => usage('app', group, 0.3));
    expect(limiter(...services, usage('app', 'products', 0.99))).toMatchObject({
      group: 'products',
    });
  });

  it('takes the replicas of a group together', () => {
    expect(limiter(usage('app', 'shop', 0.99), usage('app', 'shop', 0.5)).resource).toBeNull();
  });

  it('names what else is saturated', () => {
    expect(limiter(usage('app', 'shop', 0.93), usage('database', 'db', 0.97))).toMatchObject({
      alsoSaturated: [{ role: 'app', group: 'shop' }],
    });
  });

  it('never names the generator, and says which was busiest where none is used up', () => {
    expect(limiter(usage('generator', 'generator', 0.99), usage('app', 'shop', 0.85))).toEqual({
      resource: null,
      grade: 'unknown',
      reason: { kind: 'no-quota-used-up', role: 'app', group: 'shop', utilisation: 0.85 },
    });
  });

  it('knows nothing of containers that were not observed', () => {
    expect(limiter()).toMatchObject({ resource: null, reason: { kind: 'no-container-observed' } });
  });
});

describe('what limits beside the CPU quotas', () => {
  it.each([
    ['locks', 'db', 0.75, planted({ databases: [database({ lock: 6, cpu: 2 })] })],
    ['wal', 'db', 0.6, planted({ databases: [database({ wal: 3, cpu: 2 })] })],
    ['disk', 'db', 0.8, planted({ databases: [database({ io: 4, client: 1 })] })],
    ['event-loop', 'shop', 0.99, planted({ eventLoops: loops(0.99) })],
    ['connections', 'shop', 0.75, planted({ poolWaits: waits(18) })],
    ['balancer', 'balancer', 0.75, planted({ balancer: balancerWith(18) })],
    ['generator', 'generator', 0.9, planted({}, { cpuUtilisation: 0.9 })],
    ['host', 'generator', 0.97, planted({}, { hostBusyShare: 0.97 })],
    [
      'memory',
      'db',
      0.97,
      planted({ memory: [{ role: 'database', group: 'db', utilisation: 0.97 }] }),
    ],
  ])('finds %s, with what was measured', (resource, group, share, found) => {
    expect(found).toMatchObject({ resource, group, grade: 'correlated' });
    expect(found).toHaveProperty('share', expect.closeTo(share, 6));
  });

  it('is a used-up CPU quota first: who has no CPU makes others wait', () => {
    const full = [usage('app', 'shop', 0.6), usage('database', 'db', 0.98)];
    const everything = {
      databases: [database({ lock: 6 })],
      eventLoops: loops(1),
      poolWaits: waits(20),
    };
    expect(planted(everything, {}, full)).toMatchObject({ resource: 'cpu', group: 'db' });
  });

  it('is the lock, and not the connections that sessions hold while they wait for it', () => {
    expect(
      planted({ databases: [database({ lock: 6 })], poolWaits: waits(20), eventLoops: loops(0.2) }),
    ).toMatchObject({ resource: 'locks' });
  });

  it('is unknown where all of it is seen and none is near its end', () => {
    expect(
      planted({
        databases: [database({ cpu: 2, lock: 1 })],
        eventLoops: loops(0.7),
        poolWaits: waits(3),
        balancer: balancerWith(1),
        memory: [{ role: 'app', group: 'shop', utilisation: 0.5 }],
      }),
    ).toMatchObject({ resource: null, grade: 'unknown' });
  });

  it('is no lock where hardly a session is active at all', () => {
    expect(planted({ databases: [database({ lock: 0.3 })] }).resource).toBeNull();
  });
});

describe('cpuUseByRole', () => {
  it('adds replicas up, averages trials and tells the cost of a request', () => {
    const [use] = cpuUseByRole([
      trial(usage('app', 'shop', 0.4), usage('app', 'shop', 0.8)),
      trial(usage('app', 'shop', 0.6), usage('app', 'shop', 1)),
    ]);
    expect(use).toMatchObject({ role: 'app', group: null, replicas: 2, quotaCores: 0.2 });
    expect(use?.meanUtilisation).toBeCloseTo(0.7, 6);
    expect(use?.maxUtilisation).toBeCloseTo(0.9, 6);
    expect(use?.cpuMsPerRequest).toBeCloseTo((0.14 * 1000) / 100, 6);
  });
});
