import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { analyticsSeed } from '../components/analytics/seed.ts';
import { ordersSeed } from '../components/orders/seed.ts';
import { productsSeed } from '../components/products/seed.ts';
import { seedProducts } from './catalogue.ts';
import { seedOrders } from './history.ts';
import { seededRandom } from '../../../harness/model/random.ts';
import { zipf } from './random.ts';
import { seedSql } from './sql.ts';
import { copySql } from './table.ts';
import {
  BOOKS_CLOSE,
  CATEGORY_COUNT,
  CATEGORY_SLUGS,
  HISTORY_DAYS,
  ORDER_COUNT,
  PRODUCT_COUNT,
} from './world.ts';

/** Pieces and cents in one number. */
const soldBy = (rows: readonly (readonly [unknown, unknown])[]) =>
  rows.reduce((sum, [quantity, cents]) => sum + Number(quantity) * 1e9 + Number(cents), 0);

describe('the seeded world', () => {
  const orders = seedOrders();
  const lines = orders.flatMap((order) => order.lines);

  const sold = (from: number, to: number) =>
    lines.filter(({ productId }) => productId >= from && productId <= to).length;

  it('is the same on every machine: figures of runs can be compared', async () => {
    const hash = createHash('sha256')
      .update(await seedSql())
      .digest('hex');
    expect(hash).toMatchInlineSnapshot(
      `"2aa26d7142300c9b5bb96788e4e56be40ad4875a519eb52959c8062679c93ea3"`,
    );
  });

  it('is as large as it says', () => {
    expect(seedProducts()).toHaveLength(PRODUCT_COUNT);
    expect(new Set(CATEGORY_SLUGS).size).toBe(CATEGORY_COUNT);
    expect(orders).toHaveLength(ORDER_COUNT);
    expect(lines.length / ORDER_COUNT).toBeCloseTo(2.25, 1);
  });

  it('has orders on every day up to the close of the books', () => {
    const days = [...new Set(orders.map((order) => order.placedAt.slice(0, 10)))];
    expect(days).toHaveLength(HISTORY_DAYS);
    expect(days.at(-1)).toBe(BOOKS_CLOSE);
    expect(days).toEqual([...days].sort());
  });

  it('tells analytics exactly what orders have', () => {
    const facts = analyticsSeed()[0]?.rows ?? [];
    expect(facts).toHaveLength(lines.length);
    expect(soldBy(facts.map((fact) => [fact[2], fact[3]]))).toBe(
      soldBy(lines.map((line) => [line.quantity, line.quantity * line.priceCents])),
    );
  });

  it('totals each order by its lines', () => {
    const [rows] = ordersSeed();
    const order = orders[99];
    const total = order?.lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0);
    expect(rows?.rows[99]?.[5]).toBe(total);
  });

  it('opens the books of stock with what is there', () => {
    const tables = productsSeed();
    const rowsOf = (name: string) => tables.find(({ table }) => table === name)?.rows;
    expect(rowsOf('products.stock_changes')).toEqual(rowsOf('products.stock'));
  });

  it('sells popular products more', () => {
    expect(sold(1, 10)).toBeGreaterThan(sold(1_001, 2_000));
    expect(sold(1_001, 2_000)).toBeGreaterThan(sold(19_001, 20_000));
  });
});

describe('zipf', () => {
  it('gives rank k a share of about 1/k', () => {
    const random = seededRandom(1);
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 100_000; draw += 1) {
      const rank = zipf(random, 100);
      counts.set(rank, (counts.get(rank) ?? 0) + 1);
    }
    // The continuous form gives rank k the share ln((k + 1) / k) / ln(101).
    for (const rank of [1, 2, 10, 50]) {
      const expected = (100_000 * Math.log((rank + 1) / rank)) / Math.log(101);
      expect((counts.get(rank) ?? 0) / expected).toBeGreaterThan(0.85);
      expect((counts.get(rank) ?? 0) / expected).toBeLessThan(1.15);
    }
    expect(Math.max(...counts.keys())).toBeLessThanOrEqual(100);
  });
});

describe('copySql', () => {
  it('escapes what COPY would take for its own', () => {
    const sql = copySql({ table: 'a.b', columns: ['c'], rows: [['tab\tline\nback\\slash', 1]] });
    expect(sql.split('\n')[1]).toBe('tab\\tline\\nback\\\\slash\t1');
  });
});
