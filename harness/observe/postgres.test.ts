import { describe, expect, it } from 'vitest';
import { containersOf } from '../model/plan.ts';
import { fakeTarget } from '../trial/fixtures/fakeTarget.ts';
import { databaseEveryMs, databaseUsage, watchStatements } from './postgres.ts';

const [container] = containersOf(
  fakeTarget({ audited: 'fine', settles: true }).topologies.pair?.plan(1, {} as never) ??
    expect.fail('no plan'),
);
if (!container) throw new Error('no container');

const told = (samples: string) => JSON.stringify({ samples, walBytes: 1_000, seconds: 4 });

describe('a database', () => {
  it('is its sessions by what they waited for, on average, and its log over the window', () => {
    expect(databaseUsage(container, told('cpu,cpu,wal;;lock,idle;cpu;'), 5)).toEqual({
      container: 'app-1',
      group: 'app',
      samples: 4,
      activeSessions: { cpu: 0.75, lock: 0.25, lwlock: 0, wal: 0.25, io: 0, client: 0, other: 0 },
      maxActiveSessions: 3,
      idleInTransaction: 0.25,
      walBytes: 1_250,
    });
  });

  it('is nothing where no sample was taken', () => {
    expect(() => databaseUsage(container, told(''), 5)).toThrow('no sample');
    expect(() => databaseUsage(container, 'no JSON', 5)).toThrow();
  });

  it('is asked less often the smaller it is, and at least once', () => {
    expect(databaseEveryMs(0.4)).toBe(250);
    expect(databaseEveryMs(0.02)).toBe(3_125);
    expect(watchStatements(0, 1_000, 3_125)[0]).toContain('1..1 LOOP');
  });
});
