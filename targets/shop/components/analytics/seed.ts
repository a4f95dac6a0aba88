import { seedOrders } from '../../seed/history.ts';
import type { SeedTable } from '../../seed/table.ts';
import { factsOf } from './relay.ts';

/** What the outbox would have fed: the seeded orders' events, through the relay's own mapping. */
export const analyticsSeed = (): readonly SeedTable[] => {
  const events = seedOrders().map((order) => ({
    kind: 'placed' as const,
    orderId: order.id,
    placedAt: order.placedAt,
    lines: [...order.lines],
  }));
  return [
    {
      table: 'analytics.facts',
      columns: ['order_id', 'product_id', 'quantity', 'revenue_cents', 'day'],
      rows: factsOf(events).facts.map((fact) => [
        fact.orderId,
        fact.productId,
        fact.quantity,
        fact.revenueCents,
        fact.day,
      ]),
    },
  ];
};
