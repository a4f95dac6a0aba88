import { seedOrders } from '../../seed/history.ts';
import type { SeedTable } from '../../seed/table.ts';

export const ordersSeed = (): readonly SeedTable[] => {
  const orders = seedOrders();
  return [
    {
      table: 'orders.orders',
      columns: [
        'id',
        'user_id',
        'idempotency_key',
        'wanted',
        'status',
        'total_cents',
        'expires_at',
        'placed_at',
      ],
      rows: orders.map((order) => [
        order.id,
        order.userId,
        `seed-${order.id}`,
        order.lines.map((line) => `${line.productId}x${line.quantity}`).join(' '),
        order.status,
        order.lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0),
        order.placedAt,
        order.placedAt,
      ]),
      identity: 'id',
    },
    {
      table: 'orders.lines',
      columns: ['order_id', 'product_id', 'name', 'quantity', 'price_cents'],
      rows: orders.flatMap((order) =>
        order.lines.map((line) => [
          order.id,
          line.productId,
          line.name,
          line.quantity,
          line.priceCents,
        ]),
      ),
    },
  ];
};
