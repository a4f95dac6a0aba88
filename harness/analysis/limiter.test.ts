import { describe, expect, it } from 'vitest';
import type { Role } from '../model/plan.ts';
import type { ContainerUsage } from '../model/usage.ts';
import { cpuUseByGroup, cpuUseByRole } from './cpuUse.ts';
import { limiterOf } from './limiter.ts';

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

const limiter = (...containers: readonly ContainerUsage[]) =>
  limiterOf(cpuUseByGroup([trial(...containers)]));

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
      reason: 'no CPU quota is used up; the busiest, app shop, uses 85 %',
    });
  });

  it('knows nothing of containers that were not observed', () => {
    expect(limiter()).toMatchObject({ resource: null, reason: 'no container was observed' });
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
