import { type Database, statement } from '../../runtime/database.ts';
import { ShopError } from '../../runtime/error.ts';
import type { OrderEvent } from './contract.ts';

/** Only transactions older than every one still under way: nothing can appear before them any more. */
const eventsAfter = statement<
  { tx: string; id: number; event: OrderEvent },
  [tx: string, id: string, limit: number]
>(
  'orders.eventsAfter',
  `SELECT tx::text, id, event FROM orders.outbox
   WHERE (tx, id) > ($1::xid8, $2::bigint) AND tx < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY tx, id LIMIT $3`,
);

export interface OutboxPage {
  readonly events: OrderEvent[];
  /** `transaction-id` of the last event, to go on from. */
  readonly position: string;
  readonly complete: boolean;
}

export const readOutbox = async (
  { query }: Database,
  after: string,
  limit: number,
): Promise<OutboxPage> => {
  const [, tx, id] = /^(\d{1,20})-(\d{1,18})$/.exec(after) ?? [];
  if (tx === undefined || id === undefined) {
    throw new ShopError('invalid_request', `"${after}" is no position in the outbox`);
  }
  const rows = await query(eventsAfter, tx, id, limit);
  const last = rows.at(-1);
  return {
    events: rows.map((row) => row.event),
    position: last === undefined ? after : `${last.tx}-${last.id}`,
    complete: rows.length < limit,
  };
};
