import { newCall, newRequestId } from '../../runtime/call.ts';
import type { Loop } from '../../runtime/loop.ts';
import { EXPIRED, GOODS_LOST, type Products } from './placing.ts';
import type { OrderStore } from './store.ts';

const PAUSE_MS = 2_000;
/** A placed order this old is nobody's any more: its request confirms at once or has failed. */
const PATIENCE_SECONDS = 3;
const BATCH = 100;
const BUDGET_MS = 10_000;

/** Brings orders that their request left behind to an end: placed ones are confirmed, expired ones cancelled. */
export const settleOrders = (store: OrderStore, products: Products): Loop => ({
  name: 'orders.settleOrders',
  round: async () => {
    const left = await store.unsettled(PATIENCE_SECONDS, BATCH);
    if (left.length === 0) return PAUSE_MS;
    const idsIn = (status: string): number[] =>
      left.filter((order) => order.status === status).map((order) => order.id);
    const call = newCall(newRequestId(), BUDGET_MS);

    const placed = idsIn('placed');
    if (placed.length > 0) {
      const { confirmed, ended } = await products.confirm({ orderIds: placed }, call);
      await store.confirm(confirmed);
      if (ended.length > 0) await store.withdraw(ended, GOODS_LOST.toBody());
    }

    const pending = idsIn('pending');
    if (pending.length > 0) await store.expire(pending, EXPIRED.toBody());

    const cancelling = await store.cancelling([...pending, ...idsIn('cancelling')]);
    if (cancelling.length > 0) {
      await products.release({ orderIds: [...cancelling] }, call);
      await store.endCancelling(cancelling);
    }
    return left.length === BATCH ? 0 : PAUSE_MS;
  },
});
