import { type Database, type Query, statement } from '../../runtime/database.ts';
import { ShopError } from '../../runtime/error.ts';
import type { ReservedLine } from './contract.ts';
import { putBack, type StockLine, take } from './stock.ts';

const addReservation = statement<{ added: number }, [orderId: number, expiresAt: string]>(
  'products.addReservation',
  `INSERT INTO products.reservations (order_id, status, expires_at)
   SELECT $1::int, 'held', $2::timestamptz WHERE $2::timestamptz > now()
   ON CONFLICT (order_id) DO NOTHING RETURNING 1 AS added`,
);

const addReservationLines = statement<
  ReservedLine,
  [orderId: number, ids: readonly number[], quantities: readonly number[]]
>(
  'products.addReservationLines',
  `WITH added AS (
     INSERT INTO products.reservation_lines (order_id, product_id, quantity, price_cents)
     SELECT $1::int, p.id, w.quantity, p.price_cents
     FROM unnest($2::int[], $3::int[]) AS w (product_id, quantity)
     JOIN products.products p ON p.id = w.product_id
     RETURNING product_id, quantity, price_cents)
   SELECT p.id AS "productId", p.name, a.quantity, a.price_cents AS "priceCents"
   FROM added a JOIN products.products p ON p.id = a.product_id ORDER BY p.id`,
);

const reservation = statement<{ status: string }, [orderId: number]>(
  'products.reservation',
  'SELECT status FROM products.reservations WHERE order_id = $1 FOR UPDATE',
);

const reservationLines = statement<ReservedLine, [orderId: number]>(
  'products.reservationLines',
  `SELECT p.id AS "productId", p.name, l.quantity, l.price_cents AS "priceCents"
   FROM products.reservation_lines l JOIN products.products p ON p.id = l.product_id
   WHERE l.order_id = $1 ORDER BY p.id`,
);

/** Summed by product. */
const reservedBy = statement<StockLine, [orderIds: readonly number[]]>(
  'products.reservedBy',
  `SELECT product_id AS "productId", sum(quantity)::int AS quantity
   FROM products.reservation_lines WHERE order_id = ANY ($1::int[]) GROUP BY product_id`,
);

const knownProducts = statement<{ id: number }, [ids: readonly number[]]>(
  'products.known',
  'SELECT id FROM products.products WHERE id = ANY ($1::int[])',
);

const confirmHeld = statement<{ orderId: number }, [orderIds: readonly number[]]>(
  'products.confirmHeld',
  `UPDATE products.reservations SET status = 'confirmed'
   WHERE order_id = ANY ($1::int[]) AND status IN ('held', 'confirmed')
   RETURNING order_id AS "orderId"`,
);

const confirmOne = statement<never, [orderId: number]>(
  'products.confirmOne',
  `UPDATE products.reservations SET status = 'confirmed' WHERE order_id = $1`,
);

/** Marks orders that have no reservation too, so that one under way finds itself refused. */
const endReservations = statement<{ orderId: number }, [orderIds: readonly number[]]>(
  'products.endReservations',
  `INSERT INTO products.reservations (order_id, status, expires_at)
   SELECT id, 'released', now() FROM unnest($1::int[]) AS o (id) ORDER BY id
   ON CONFLICT (order_id) DO UPDATE SET status = 'released' WHERE reservations.status = 'held'
   RETURNING order_id AS "orderId"`,
);

const overdueReservations = statement<{ orderId: number }, [graceSeconds: number, limit: number]>(
  'products.overdueReservations',
  `SELECT order_id AS "orderId" FROM products.reservations
   WHERE status = 'held' AND expires_at < now() - make_interval(secs => $1)
   ORDER BY expires_at LIMIT $2`,
);

/** Goods set aside for orders. Each order's part of each function is one transaction. */
export const reservations = (database: Database) => ({
  reserve: (
    orderId: number,
    lines: readonly StockLine[],
    expiresAt: string,
  ): Promise<readonly ReservedLine[]> =>
    database.transaction(async (query) => {
      if ((await query(addReservation, orderId, expiresAt)).length === 0) {
        return earlierReservation(query, orderId);
      }
      const taken = await take(query, lines);
      const ids = lines.map((line) => line.productId);
      if (taken.length < lines.length) throw await shortage(query, ids, taken);
      const quantities = lines.map((line) => line.quantity);
      return query(addReservationLines, orderId, ids, quantities);
    }),

  confirm: async (
    orderIds: readonly number[],
  ): Promise<{ confirmed: number[]; ended: number[] }> => {
    const confirmed = (await database.query(confirmHeld, orderIds)).map((row) => row.orderId);
    const ended: number[] = [];
    for (const orderId of orderIds) {
      if (confirmed.includes(orderId)) continue;
      if (await database.transaction((query) => takeAgain(query, orderId))) confirmed.push(orderId);
      else ended.push(orderId);
    }
    return { confirmed, ended };
  },

  release: (orderIds: readonly number[]): Promise<void> =>
    database.transaction(async (query) => {
      const ended = (await query(endReservations, orderIds)).map((row) => row.orderId);
      // A statement of its own: it must see the lines of a reservation that the one before waited for.
      if (ended.length > 0) await putBack(query, await query(reservedBy, ended));
    }),

  overdue: async (graceSeconds: number, limit: number): Promise<readonly number[]> =>
    (await database.query(overdueReservations, graceSeconds, limit)).map((row) => row.orderId),
});

export type Reservations = ReturnType<typeof reservations>;

const earlierReservation = async (
  query: Query,
  orderId: number,
): Promise<readonly ReservedLine[]> => {
  const status = (await query(reservation, orderId))[0]?.status ?? 'expired';
  if (status === 'held' || status === 'confirmed') return query(reservationLines, orderId);
  throw new ShopError('reservation_ended', `the reservation of order ${orderId} has ended`);
};

const shortage = async (
  query: Query,
  ids: readonly number[],
  taken: readonly StockLine[],
): Promise<ShopError> => {
  const known = new Set((await query(knownProducts, ids)).map((row) => row.id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    return new ShopError('unknown_product', `there is no product ${unknown.join(', ')}`, {
      details: { productIds: unknown },
    });
  }
  const had = new Set(taken.map((row) => row.productId));
  const short = ids.filter((id) => !had.has(id));
  return new ShopError('out_of_stock', `too few are left of product ${short.join(', ')}`, {
    details: { productIds: short },
  });
};

/** A released reservation whose order was placed after all: it holds where the goods are still there. */
const takeAgain = async (query: Query, orderId: number): Promise<boolean> => {
  const status = (await query(reservation, orderId))[0]?.status;
  if (status === 'confirmed') return true;
  const lines = await query(reservationLines, orderId);
  if (status !== 'released' || lines.length === 0) return false;
  const available = await take(query, lines);
  if (available.length === lines.length) {
    await query(confirmOne, orderId);
    return true;
  }
  await putBack(query, available);
  return false;
};
