import { type Database, type Query, statement } from '../../runtime/database.ts';
import type { ErrorBody } from '../../runtime/error.ts';
import type { OrderStatus } from './contract.ts';

const fulfil = statement<{ id: number }, [ids: readonly number[]]>(
  'orders.fulfil',
  `UPDATE orders.orders SET status = 'fulfilled'
   WHERE id = ANY ($1::int[]) AND status IN ('confirmed', 'fulfilled') RETURNING id`,
);

const openOrder = statement<
  OpenOrder,
  [userId: number, key: string, wanted: string, expirySeconds: number]
>(
  'orders.open',
  `INSERT INTO orders.orders (user_id, idempotency_key, wanted, status, expires_at)
   VALUES ($1, $2, $3, 'pending', now() + make_interval(secs => $4))
   ON CONFLICT (user_id, idempotency_key) DO NOTHING
   RETURNING id, wanted, status, refusal, expires_at AS "expiresAt"`,
);

const orderByKey = statement<OpenOrder, [userId: number, key: string]>(
  'orders.byKey',
  `SELECT id, wanted, status, refusal, expires_at AS "expiresAt"
   FROM orders.orders WHERE user_id = $1 AND idempotency_key = $2`,
);

const placeOrder = statement<
  { id: number },
  [
    id: number,
    totalCents: number,
    products: readonly number[],
    names: readonly string[],
    quantities: readonly number[],
    prices: readonly number[],
  ]
>(
  'orders.place',
  `WITH placed AS (
     UPDATE orders.orders SET status = 'placed', total_cents = $2, placed_at = now()
     WHERE id = $1 AND status = 'pending' AND expires_at > now()
     RETURNING id, placed_at),
   bought AS (
     SELECT * FROM unnest($3::int[], $4::text[], $5::int[], $6::int[])
       AS l (product_id, name, quantity, price_cents)),
   added AS (
     INSERT INTO orders.lines (order_id, product_id, name, quantity, price_cents)
     SELECT placed.id, bought.* FROM placed, bought),
   told AS (
     INSERT INTO orders.outbox (event)
     SELECT json_build_object('kind', 'placed', 'orderId', id,
       'placedAt', to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       'lines', (SELECT json_agg(json_build_object('productId', product_id, 'name', name,
         'quantity', quantity, 'priceCents', price_cents)) FROM bought))
     FROM placed)
   SELECT id FROM placed`,
);

const confirmPlaced = statement<never, [ids: readonly number[]]>(
  'orders.confirm',
  `UPDATE orders.orders SET status = 'confirmed' WHERE id = ANY ($1::int[]) AND status = 'placed'`,
);

const startCancelling = statement<{ id: number }, [id: number, refusal: string]>(
  'orders.startCancelling',
  `UPDATE orders.orders SET status = 'cancelling', refusal = $2
   WHERE id = $1 AND status = 'pending' RETURNING id`,
);

const expirePending = statement<never, [ids: readonly number[], refusal: string]>(
  'orders.expirePending',
  `UPDATE orders.orders SET status = 'cancelling', refusal = $2
   WHERE id = ANY ($1::int[]) AND status = 'pending' AND expires_at < now()`,
);

const cancellingAmong = statement<{ id: number }, [ids: readonly number[]]>(
  'orders.cancellingAmong',
  `SELECT id FROM orders.orders WHERE id = ANY ($1::int[]) AND status = 'cancelling'`,
);

const endCancelling = statement<never, [ids: readonly number[]]>(
  'orders.endCancelling',
  `UPDATE orders.orders SET status = 'cancelled'
   WHERE id = ANY ($1::int[]) AND status = 'cancelling'`,
);

const withdrawPlaced = statement<never, [ids: readonly number[], refusal: string]>(
  'orders.withdrawPlaced',
  `WITH withdrawn AS (
     UPDATE orders.orders SET status = 'cancelled', refusal = $2
     WHERE id = ANY ($1::int[]) AND status = 'placed' RETURNING id)
   INSERT INTO orders.outbox (event)
   SELECT json_build_object('kind', 'cancelled', 'orderId', id) FROM withdrawn`,
);

const unsettled = statement<
  { id: number; status: OrderStatus },
  [patienceSeconds: number, limit: number]
>(
  'orders.unsettled',
  `SELECT id, status FROM orders.orders
   WHERE status IN ('pending', 'placed', 'cancelling') AND CASE status
     WHEN 'pending' THEN expires_at < now()
     WHEN 'placed' THEN placed_at < now() - make_interval(secs => $1)
     ELSE expires_at < now() END
   ORDER BY id LIMIT $2`,
);

/** An order on its way from asked for to confirmed. */
export interface OpenOrder {
  readonly id: number;
  readonly wanted: string;
  readonly status: OrderStatus;
  readonly refusal: ErrorBody | null;
  readonly expiresAt: string;
}

export interface BoughtLine {
  readonly productId: number;
  readonly name: string;
  readonly quantity: number;
  readonly priceCents: number;
}

const byKey = async (query: Query, userId: number, key: string): Promise<OpenOrder> => {
  const order = (await query(orderByKey, userId, key))[0];
  if (order === undefined) throw new Error(`the order of user ${userId} under ${key} is gone`);
  return order;
};

/** Orders as the tables hold them. Each function is one transaction; each change of status is guarded by the one before. */
export const orderStore = ({ query }: Database) => ({
  fulfil: async (ids: readonly number[]) => (await query(fulfil, ids)).map((row) => row.id),

  /** The order under this key: a new one, or the one that an earlier attempt opened. */
  open: async (
    userId: number,
    key: string,
    wanted: string,
    expirySeconds: number,
  ): Promise<OpenOrder> => {
    const opened = (await query(openOrder, userId, key, wanted, expirySeconds))[0];
    return opened ?? byKey(query, userId, key);
  },

  byKey: (userId: number, key: string) => byKey(query, userId, key),

  /** Writes lines, status and event at once. @returns false where it was not pending any more, or too late. */
  place: async (id: number, lines: readonly BoughtLine[]): Promise<boolean> => {
    const total = lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0);
    const placed = await query(
      placeOrder,
      id,
      total,
      lines.map((line) => line.productId),
      lines.map((line) => line.name),
      lines.map((line) => line.quantity),
      lines.map((line) => line.priceCents),
    );
    return placed.length > 0;
  },

  confirm: (ids: readonly number[]) => query(confirmPlaced, ids),
  /** @returns false where it was not pending any more. */
  startCancelling: async (id: number, refusal: ErrorBody): Promise<boolean> =>
    (await query(startCancelling, id, JSON.stringify(refusal))).length > 0,
  endCancelling: (ids: readonly number[]) => query(endCancelling, ids),
  cancelling: async (ids: readonly number[]) =>
    (await query(cancellingAmong, ids)).map((row) => row.id),
  expire: (ids: readonly number[], refusal: ErrorBody) =>
    query(expirePending, ids, JSON.stringify(refusal)),
  withdraw: (ids: readonly number[], refusal: ErrorBody) =>
    query(withdrawPlaced, ids, JSON.stringify(refusal)),

  /** What nobody is working on any more: expired, or placed longer ago than any request lasts. */
  unsettled: (patienceSeconds: number, limit: number) => query(unsettled, patienceSeconds, limit),
});

export type OrderStore = ReturnType<typeof orderStore>;
