import { describe, expect, it } from 'vitest';
import { containersOf } from '../model/plan.ts';
import { fakeTarget } from '../trial/fixtures/fakeTarget.ts';
import { nodeBetween, parseNodeCounters } from './nodes.ts';

const [container] = containersOf(
  fakeTarget({ audited: 'fine', settles: true }).topologies.pair?.plan(1, {} as never) ??
    expect.fail('no plan'),
);
if (!container) throw new Error('no container');

const counters = (activeMs: number, idleMs: number, waits: number) =>
  parseNodeCounters(
    JSON.stringify({
      eventLoop: { activeMs, idleMs },
      pools: [{ host: 'db', size: 4, checkouts: 10 * waits, waits, waitMs: 5 * waits }],
    }),
  );

describe('a node', () => {
  it('is what its counters gained', () => {
    expect(nodeBetween(container, counters(100, 900, 1), counters(400, 1_000, 3))).toEqual({
      container: 'app-1',
      group: 'app',
      eventLoopUtilisation: 0.75,
      pools: [{ host: 'db', size: 4, checkouts: 20, waits: 2, waitMs: 10 }],
    });
  });

  it('is unknown where it restarted, or told something else', () => {
    expect(() => nodeBetween(container, counters(100, 900, 1), counters(10, 50, 0))).toThrow(
      'restarted',
    );
    expect(() => parseNodeCounters('{"status":"ok"}')).toThrow('no counters of a node');
  });
});
