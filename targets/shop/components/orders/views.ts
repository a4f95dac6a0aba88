import { type Database, statement } from '../../runtime/database.ts';
import type { Order, OrderStatus } from './contract.ts';

const ORDER = `o.id, o.user_id AS "userId", o.status, coalesce(o.total_cents, 0) AS "totalCents",
  o.placed_at AS "placedAt", coalesce((
    SELECT json_agg(json_build_object('productId', l.product_id, 'name', l.name,
      'quantity', l.quantity, 'priceCents', l.price_cents) ORDER BY l.product_id)
    FROM orders.lines l WHERE l.order_id = o.id), '[]') AS lines`;

const orderOfUser = statement<Order, [id: number, userId: number]>(
  'orders.ofUser',
  `SELECT ${ORDER} FROM orders.orders o WHERE o.id = $1 AND o.user_id = $2`,
);

const historyOfUser = statement<Order, [userId: number, limit: number, offset: number]>(
  'orders.history',
  `SELECT ${ORDER} FROM orders.orders o
   WHERE o.user_id = $1 AND o.status IN ('placed', 'confirmed', 'fulfilled')
   ORDER BY o.id DESC LIMIT $2 OFFSET $3`,
);

const ordersByStatus = statement<Order, [status: string, limit: number, offset: number]>(
  'orders.byStatus',
  `SELECT ${ORDER} FROM orders.orders o
   WHERE o.status = $1 ORDER BY o.id DESC LIMIT $2 OFFSET $3`,
);

const countByStatus = statement<{ status: string; orders: number }, []>(
  'orders.countByStatus',
  'SELECT status, count(*) AS orders FROM orders.orders GROUP BY status',
);

/** Orders as customers and the back office see them, newest first. */
export const orderViews = ({ query }: Database) => ({
  ofUser: async (id: number, userId: number) => (await query(orderOfUser, id, userId))[0] ?? null,
  history: (userId: number, limit: number, offset: number) =>
    query(historyOfUser, userId, limit, offset),
  byStatus: (status: OrderStatus, limit: number, offset: number) =>
    query(ordersByStatus, status, limit, offset),
  countByStatus: () => query(countByStatus),
});

export type OrderViews = ReturnType<typeof orderViews>;
