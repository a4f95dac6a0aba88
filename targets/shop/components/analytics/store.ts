import { type Database, statement } from '../../runtime/database.ts';
import { BOOKS_CLOSE } from '../../seed/world.ts';
import type { Revenue } from './contract.ts';

/** Days count back from the day the seeded books close, so that a report is the same on any date. */
const SINCE = `day > date '${BOOKS_CLOSE}' - $1::int`;

const revenueByDay = statement<Revenue['days'][number], [days: number]>(
  'analytics.revenueByDay',
  `SELECT day, count(DISTINCT order_id) AS orders, sum(quantity) AS pieces,
     sum(revenue_cents) AS "revenueCents"
   FROM analytics.facts WHERE ${SINCE} GROUP BY day ORDER BY day`,
);

export interface Seller {
  readonly productId: number;
  readonly pieces: number;
  readonly revenueCents: number;
}

const topSellers = statement<Seller, [days: number, limit: number]>(
  'analytics.topSellers',
  `SELECT product_id AS "productId", sum(quantity) AS pieces, sum(revenue_cents) AS "revenueCents"
   FROM analytics.facts WHERE ${SINCE}
   GROUP BY product_id ORDER BY sum(revenue_cents) DESC, product_id LIMIT $2`,
);

const staleness = statement<{ staleMs: number }, []>(
  'analytics.staleness',
  `SELECT greatest(0, extract(epoch FROM now() - caught_up_at) * 1000)::int AS "staleMs"
   FROM analytics.relay`,
);

/** How far the relay is, and when it read so. */
export interface RelayState {
  readonly position: string;
  readonly due: boolean;
  readonly readAt: string;
}

const relayState = statement<RelayState, [pauseMs: number]>(
  'analytics.relayState',
  `SELECT position, pulled_at < now() - make_interval(secs => $1 / 1000.0) AS due,
     now()::text AS "readAt"
   FROM analytics.relay`,
);

/** `caughtUpAt` null: there is more to read, and the next pull is due at once. */
const REMEMBER = `UPDATE analytics.relay SET position = $2,
  pulled_at = CASE WHEN $3::timestamptz IS NULL THEN pulled_at ELSE now() END,
  caught_up_at = coalesce($3::timestamptz, caught_up_at) WHERE position = $1`;

const remember = statement<never, [before: string, position: string, caughtUpAt: string | null]>(
  'analytics.remember',
  REMEMBER,
);

const record = statement<
  never,
  [
    before: string,
    position: string,
    caughtUpAt: string | null,
    withdrawn: readonly number[],
    orders: readonly number[],
    products: readonly number[],
    quantities: readonly number[],
    revenues: readonly number[],
    days: readonly string[],
  ]
>(
  'analytics.record',
  `WITH moved AS (${REMEMBER} RETURNING 1),
   withdrawn AS (
     DELETE FROM analytics.facts f USING moved WHERE f.order_id = ANY ($4::int[]))
   INSERT INTO analytics.facts (order_id, product_id, quantity, revenue_cents, day)
   SELECT f.* FROM moved,
     unnest($5::int[], $6::int[], $7::int[], $8::int[], $9::date[]) AS f
   ON CONFLICT DO NOTHING`,
);

export interface Fact {
  readonly orderId: number;
  readonly productId: number;
  readonly quantity: number;
  readonly revenueCents: number;
  readonly day: string;
}

export interface Reading {
  readonly before: string;
  readonly position: string;
  readonly caughtUpAt: string | null;
  readonly facts: readonly Fact[];
  readonly withdrawn: readonly number[];
}

/** The facts as the tables hold them. */
export const analyticsStore = ({ query }: Database) => ({
  revenue: (days: number) => query(revenueByDay, days),
  topSellers: (days: number, limit: number) => query(topSellers, days, limit),
  staleMs: async (): Promise<number> => (await query(staleness))[0]?.staleMs ?? 0,
  relayState: async (pauseMs: number): Promise<RelayState> => {
    const state = (await query(relayState, pauseMs))[0];
    if (state === undefined) throw new Error('analytics.relay has lost its row');
    return state;
  },
  /** Facts and position change together, and only where no other replica has moved on: each event counts once. */
  record: async ({ before, position, caughtUpAt, facts, withdrawn }: Reading): Promise<void> => {
    if (facts.length === 0 && withdrawn.length === 0) {
      await query(remember, before, position, caughtUpAt);
      return;
    }
    await query(
      record,
      before,
      position,
      caughtUpAt,
      withdrawn,
      facts.map((fact) => fact.orderId),
      facts.map((fact) => fact.productId),
      facts.map((fact) => fact.quantity),
      facts.map((fact) => fact.revenueCents),
      facts.map((fact) => fact.day),
    );
  },
});

export type AnalyticsStore = ReturnType<typeof analyticsStore>;
