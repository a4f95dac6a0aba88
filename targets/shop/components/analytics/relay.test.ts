import { describe, expect, it } from 'vitest';
import type { OrderEvent } from '../orders/contract.ts';
import { factsOf, PULL_PAUSE_MS, relayOutbox, STANDBY_PAUSE_MS } from './relay.ts';
import type { AnalyticsStore, Reading } from './store.ts';

const placed = (orderId: number): OrderEvent => ({
  kind: 'placed',
  orderId,
  placedAt: '2026-07-01T10:00:00.000Z',
  lines: [{ productId: 7, name: 'Lamp', quantity: 3, priceCents: 250 }],
});

const cancelled = (orderId: number): OrderEvent => ({ kind: 'cancelled', orderId });

describe('factsOf', () => {
  it('makes a fact of each line', () => {
    expect(factsOf([placed(1)])).toEqual({
      facts: [{ orderId: 1, productId: 7, quantity: 3, revenueCents: 750, day: '2026-07-01' }],
      withdrawn: [],
    });
  });

  it('withdraws what was cancelled, in this page or before', () => {
    expect(factsOf([placed(1), cancelled(1), cancelled(2)])).toEqual({
      facts: [],
      withdrawn: [1, 2],
    });
  });
});

/** The loop over a store and an outbox that only remember. */
const relay = (state: { due: boolean }, complete: boolean) => {
  const asked: string[] = [];
  const recorded: Reading[] = [];
  const store = {
    relayState: async () => ({ position: '5-1', readAt: 'then', ...state }),
    record: async (reading: Reading) => {
      recorded.push(reading);
    },
  } as unknown as AnalyticsStore;
  const loop = relayOutbox(store, {
    outbox: async ({ after }) => {
      asked.push(after);
      return { events: [placed(1)], position: '9-1', complete };
    },
  });
  return { loop, asked, recorded };
};

describe('relayOutbox', () => {
  it('reads on from where it was, and is caught up as of when it started', async () => {
    const { loop, asked, recorded } = relay({ due: true }, true);
    expect(await loop.round()).toBe(PULL_PAUSE_MS);
    expect(asked).toEqual(['5-1']);
    expect(recorded).toMatchObject([
      { before: '5-1', position: '9-1', caughtUpAt: 'then', facts: [{ orderId: 1 }] },
    ]);
  });

  it('goes on at once, and is not caught up, where there is more', async () => {
    const { loop, recorded } = relay({ due: true }, false);
    expect(await loop.round()).toBeLessThan(PULL_PAUSE_MS);
    expect(recorded).toMatchObject([{ caughtUpAt: null }]);
  });

  it('stands by while another replica pulls', async () => {
    const { loop, asked } = relay({ due: false }, true);
    expect(await loop.round()).toBe(STANDBY_PAUSE_MS);
    expect(asked).toEqual([]);
  });
});
