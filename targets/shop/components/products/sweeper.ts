import type { Loop } from '../../runtime/loop.ts';
import type { Stock } from './stock.ts';

const PAUSE_MS = 10_000;
/**
 * orders settles its own reservations within seconds of their expiry. This is for an orders that is
 * gone for longer, and so late that an order placed in time has been confirmed by then.
 */
export const GRACE_SECONDS = 60;
const BATCH = 100;

export const sweepReservations = (stock: Pick<Stock, 'overdue' | 'release'>): Loop => ({
  name: 'products.sweepReservations',
  round: async () => {
    const overdue = await stock.overdue(GRACE_SECONDS, BATCH);
    if (overdue.length > 0) await stock.release(overdue);
    return overdue.length === BATCH ? 0 : PAUSE_MS;
  },
});
