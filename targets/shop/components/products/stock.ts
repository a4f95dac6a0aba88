import { type Database, type Query, statement } from '../../runtime/database.ts';

export interface StockLine {
  readonly productId: number;
  readonly quantity: number;
}

/** Rows of stock are always locked in the order of product ids: two orders cannot wait for each other. */
const LOCKED = `locked AS MATERIALIZED (
     SELECT s.product_id, s.available FROM products.stock s
     WHERE s.product_id IN (SELECT product_id FROM wanted)
     ORDER BY s.product_id FOR UPDATE)`;

type Columns = [ids: readonly number[], quantities: readonly number[]];

const takeStock = statement<StockLine, Columns>(
  'products.takeStock',
  `WITH wanted AS (SELECT * FROM unnest($1::int[], $2::int[]) AS w (product_id, quantity)),
   ${LOCKED}
   UPDATE products.stock s SET available = s.available - w.quantity
   FROM wanted w JOIN locked USING (product_id)
   WHERE s.product_id = w.product_id AND s.available >= w.quantity
   RETURNING s.product_id AS "productId", w.quantity`,
);

const putBackStock = statement<never, Columns>(
  'products.putBackStock',
  `WITH wanted AS (SELECT * FROM unnest($1::int[], $2::int[]) AS w (product_id, quantity)),
   ${LOCKED}
   UPDATE products.stock s SET available = s.available + w.quantity
   FROM wanted w JOIN locked USING (product_id) WHERE s.product_id = w.product_id`,
);

const setAvailable = statement<
  { id: number },
  [ids: readonly number[], available: readonly number[]]
>(
  'products.setAvailable',
  `WITH wanted AS (SELECT * FROM unnest($1::int[], $2::int[]) AS w (product_id, available)),
   ${LOCKED},
   booked AS (
     INSERT INTO products.stock_changes (product_id, change)
     SELECT product_id, w.available - l.available FROM wanted w JOIN locked l USING (product_id))
   UPDATE products.stock s SET available = w.available
   FROM wanted w JOIN locked USING (product_id) WHERE s.product_id = w.product_id
   RETURNING s.product_id AS id`,
);

const columns = (lines: readonly StockLine[]): Columns => [
  lines.map((line) => line.productId),
  lines.map((line) => line.quantity),
];

/** Takes the lines of which enough is there. @returns those. Each product at most once. */
export const take = (query: Query, lines: readonly StockLine[]): Promise<readonly StockLine[]> =>
  query(takeStock, ...columns(lines));

/** Each product at most once. */
export const putBack = async (query: Query, lines: readonly StockLine[]): Promise<void> => {
  await query(putBackStock, ...columns(lines));
};

/** Sets what is free to sell, and books the change. @returns the ids of those that exist. */
export const setLevels = async (
  { query }: Database,
  levels: readonly { readonly productId: number; readonly available: number }[],
): Promise<readonly number[]> => {
  const changed = await query(
    setAvailable,
    levels.map((level) => level.productId),
    levels.map((level) => level.available),
  );
  return changed.map((row) => row.id);
};
