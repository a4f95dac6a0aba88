import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientOf as apiClientOf } from '../../client.ts';
import { startDatabase, type TestDatabase } from '../../fixtures/database.ts';
import { startProcess } from '../../fixtures/process.ts';
import { httpPeers, type HttpPeers } from '../../runtime/bindings/http.ts';
import { newCall } from '../../runtime/call.ts';
import { clientOf, type Service } from '../../runtime/contract.ts';
import type { Shop } from '../../runtime/host.ts';
import { productCases } from './api.cases.ts';
import { productsContract } from './contract.ts';

const call = () => newCall('test', 10_000);
const soon = () => new Date(Date.now() + 60_000).toISOString();

/** products alone: its own process, and a database server with no schema but its own. */
describe('products alone', () => {
  let database: TestDatabase;
  let shop: Shop;
  let peers: HttpPeers;
  let products: Service<typeof productsContract>;
  let orderId = 1_000_000;

  beforeAll(async () => {
    database = await startDatabase(['products']);
    shop = await startProcess(database, ['products'], { poolSize: 8 });
    peers = httpPeers({ products: [shop.url] });
    products = clientOf(productsContract, peers.transport(productsContract));
  });
  beforeEach(() => {
    orderId += 1;
  });
  afterAll(async () => {
    await peers.close();
    await shop.close();
    await database[Symbol.asyncDispose]();
  });

  const available = async (id: number): Promise<number | undefined> =>
    (await products.getMany({ ids: [id] }, call())).products[0]?.available;

  const reserve = (lines: { productId: number; quantity: number }[], expiresAt = soon()) =>
    products.reserve({ orderId, lines, expiresAt }, call());

  it('lives with its own schema only', async () => {
    const schemas = await database.sql(
      "SELECT nspname FROM pg_namespace WHERE nspowner = 'shop'::regrole",
    );
    expect(schemas).toBe('products');
  });

  productCases(() => apiClientOf(shop.url));

  it('reserves once, however often it is asked, and gives prices', async () => {
    const before = (await available(100)) ?? 0;
    const lines = [
      { productId: 100, quantity: 2 },
      { productId: 101, quantity: 1 },
    ];
    const first = await reserve(lines);
    expect(await reserve(lines)).toEqual(first);
    expect(first.lines).toMatchObject(lines);
    expect(await available(100)).toBe(before - 2);
  });

  it('takes all lines or none', async () => {
    await products.setStock({ stock: [{ productId: 111, available: 1 }] }, call());
    const before = await available(110);
    const lines = [
      { productId: 110, quantity: 1 },
      { productId: 111, quantity: 2 },
    ];
    await expect(reserve(lines)).rejects.toMatchObject({
      code: 'out_of_stock',
      details: { productIds: [111] },
    });
    expect(await available(110)).toBe(before);
    // The refusal left nothing behind: the same order may be tried again.
    await products.setStock({ stock: [{ productId: 111, available: 2 }] }, call());
    await expect(reserve(lines)).resolves.toMatchObject({ lines });
  });

  it('gives back what is released, once, and keeps what is confirmed', async () => {
    const before = (await available(120)) ?? 0;
    await reserve([{ productId: 120, quantity: 5 }]);
    await products.release({ orderIds: [orderId] }, call());
    await products.release({ orderIds: [orderId] }, call());
    expect(await available(120)).toBe(before);
    orderId += 1;
    await reserve([{ productId: 120, quantity: 5 }]);
    expect(await products.confirm({ orderIds: [orderId] }, call())).toEqual({
      confirmed: [orderId],
      ended: [],
    });
    await products.release({ orderIds: [orderId] }, call());
    expect(await available(120)).toBe(before - 5);
  });

  it('refuses a reservation that comes after its release, or after its time', async () => {
    await products.release({ orderIds: [orderId] }, call());
    const line = { productId: 130, quantity: 1 };
    await expect(reserve([line])).rejects.toMatchObject({ code: 'reservation_ended' });
    orderId += 1;
    const past = new Date(Date.now() - 1_000).toISOString();
    await expect(reserve([line], past)).rejects.toMatchObject({ code: 'reservation_ended' });
  });

  it('confirms what it released before, where the goods are still there', async () => {
    await products.setStock({ stock: [{ productId: 140, available: 3 }] }, call());
    await reserve([{ productId: 140, quantity: 2 }]);
    await products.release({ orderIds: [orderId] }, call());
    const confirm = (id: number) => products.confirm({ orderIds: [id] }, call());
    expect(await confirm(orderId)).toEqual({ confirmed: [orderId], ended: [] });
    expect(await confirm(orderId)).toEqual({ confirmed: [orderId], ended: [] });
    expect(await available(140)).toBe(1);

    orderId += 1;
    await reserve([{ productId: 140, quantity: 1 }]);
    await products.release({ orderIds: [orderId] }, call());
    await products.setStock({ stock: [{ productId: 140, available: 0 }] }, call());
    expect(await confirm(orderId)).toEqual({ confirmed: [], ended: [orderId] });
    expect(await available(140)).toBe(0);
  });

  it('sells the last pieces once, in whatever order the lines come', async () => {
    const stock = [
      { productId: 150, available: 40 },
      { productId: 151, available: 40 },
    ];
    await products.setStock({ stock }, call());
    const first = orderId + 1;
    orderId += 100;
    const attempts = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => {
        const lines = [
          { productId: 150, quantity: 1 },
          { productId: 151, quantity: 1 },
        ];
        return products.reserve(
          {
            orderId: first + index,
            lines: index % 2 === 0 ? lines : lines.toReversed(),
            expiresAt: soon(),
          },
          call(),
        );
      }),
    );
    const refused = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refused).toHaveLength(60);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'out_of_stock' });
    expect([await available(150), await available(151)]).toEqual([0, 0]);
  });

  it('books every change of stock', async () => {
    const odd = await database.sql(
      `SELECT count(*) FROM products.stock s
       JOIN (SELECT product_id, sum(change) AS changes FROM products.stock_changes
         GROUP BY product_id) c USING (product_id)
       LEFT JOIN (SELECT product_id, sum(quantity) AS gone FROM products.reservation_lines
         JOIN products.reservations USING (order_id) WHERE status <> 'released'
         GROUP BY product_id) r USING (product_id)
       WHERE s.available + coalesce(r.gone, 0) <> c.changes`,
    );
    expect(odd).toBe('0');
  });
});
