import { newCall, newRequestId } from '../../runtime/call.ts';
import type { Service } from '../../runtime/contract.ts';
import type { Loop } from '../../runtime/loop.ts';
import type { OrderEvent, ordersContract } from '../orders/contract.ts';
import type { AnalyticsStore, Fact } from './store.ts';

/** The figures are this old at most while all is well, plus the time of one pull. */
export const PULL_PAUSE_MS = 500;
/** A replica that finds another at it looks again this much later: the bound where that other one dies. */
export const STANDBY_PAUSE_MS = 2_500;
const BACKLOG_PAUSE_MS = 50;
/** Less than the shortest pause with its jitter: whoever pulls finds itself due, others mostly do not. */
const DUE_AFTER_MS = PULL_PAUSE_MS * 0.75;
const BATCH = 500;
const BUDGET_MS = 5_000;

type Orders = Pick<Service<typeof ordersContract>, 'outbox'>;

/**
 * Feeds the facts from the orders' outbox. One replica pulls; the others only look whether it still
 * does, since otherwise every node of a cluster would add to the database's load.
 */
export const relayOutbox = (store: AnalyticsStore, orders: Orders): Loop => ({
  name: 'analytics.relayOutbox',
  round: async () => {
    const state = await store.relayState(DUE_AFTER_MS);
    if (!state.due) return STANDBY_PAUSE_MS;
    const page = await orders.outbox(
      { after: state.position, limit: BATCH },
      newCall(newRequestId(), BUDGET_MS),
    );
    await store.record({
      before: state.position,
      position: page.position,
      caughtUpAt: page.complete ? state.readAt : null,
      ...factsOf(page.events),
    });
    return page.complete ? PULL_PAUSE_MS : BACKLOG_PAUSE_MS;
  },
});

/** What a page of events changes; an order placed and withdrawn in the same page changes nothing. */
export const factsOf = (
  events: readonly OrderEvent[],
): { readonly facts: readonly Fact[]; readonly withdrawn: readonly number[] } => {
  const withdrawn = events
    .filter((event) => event.kind === 'cancelled')
    .map((event) => event.orderId);
  const facts = events
    .filter((event) => event.kind === 'placed')
    .filter((event) => !withdrawn.includes(event.orderId))
    .flatMap((event) =>
      event.lines.map((line) => ({
        orderId: event.orderId,
        productId: line.productId,
        quantity: line.quantity,
        revenueCents: line.quantity * line.priceCents,
        day: event.placedAt.slice(0, 10),
      })),
    );
  return { facts, withdrawn };
};
