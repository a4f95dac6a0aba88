import type { Loop } from '../../runtime/loop.ts';
import type { Reservations } from './reservations.ts';

const PAUSE_MS = 10_000;
/**
 * orders settles its own reservations within seconds of their expiry. This is for an orders that is
 * gone for longer, and so late that an order placed in time has been confirmed by then.
 */
const GRACE_SECONDS = 60;
const BATCH = 100;

export const sweepReservations = (
  reservations: Pick<Reservations, 'overdue' | 'release'>,
): Loop => ({
  name: 'products.sweepReservations',
  round: async () => {
    const overdue = await reservations.overdue(GRACE_SECONDS, BATCH);
    if (overdue.length > 0) await reservations.release(overdue);
    return overdue.length === BATCH ? 0 : PAUSE_MS;
  },
});
