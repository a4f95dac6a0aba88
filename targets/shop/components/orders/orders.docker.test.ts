import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDatabase, type TestDatabase } from '../../fixtures/database.ts';
import { poolTo } from '../../fixtures/pool.ts';
import { newCall } from '../../runtime/call.ts';
import type { Service } from '../../runtime/contract.ts';
import type { DatabasePool } from '../../runtime/database.ts';
import { ShopError } from '../../runtime/error.ts';
import { data } from '../../data.ts';
import type { productsContract } from '../products/contract.ts';
import { products as productsComponent } from '../products/products.ts';
import { reservations } from '../products/reservations.ts';
import { OUTBOX_START } from './contract.ts';
import { readOutbox } from './outbox.ts';
import { type OrderRequest, placeOrder, type Products } from './placing.ts';
import { settleOrders } from './settling.ts';
import { type OrderStore, orderStore } from './store.ts';

type ProductsService = Service<typeof productsContract>;

/** What a process that is killed leaves behind: nothing after this runs. */
class Killed extends Error {}

/** The same service, in a process that is killed before or after the n-th operation on it. */
const killedAt = <T extends object>(
  service: T,
  count: { left: number },
  when: 'before' | 'after',
): T =>
  new Proxy(service, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...input: unknown[]) => {
        if (count.left <= 0) throw new Killed();
        count.left -= 1;
        if (when === 'before' && count.left === 0) throw new Killed();
        const output: unknown = await method.apply(target, input);
        if (count.left === 0) throw new Killed();
        return output;
      };
    },
  });

const call = () => newCall('test', 60_000);

const request = (key: string, quantity = 1): OrderRequest => ({
  userId: 7,
  key,
  lines: [
    { productId: 70, quantity },
    { productId: 71, quantity },
  ],
});

/** An event as some transaction would write it. */
const insert = (text: string) =>
  ({ name: '', text: `INSERT INTO orders.outbox (event) VALUES ('${text}')` }) as const;

describe('orders', () => {
  let database: TestDatabase;
  let pool: DatabasePool;
  let store: OrderStore;
  let products: ProductsService;

  beforeAll(async () => {
    database = await startDatabase();
    pool = poolTo(database);
    store = orderStore(pool);
    products = productsComponent.start({ database: pool, needs: {} }).service as ProductsService;
  });
  beforeEach(() => database.restore());
  afterAll(async () => {
    await pool.close();
    await database[Symbol.asyncDispose]();
  });

  /** As if the time had passed that orders are given. */
  const passTime = () =>
    database.sql(
      `UPDATE orders.orders SET expires_at = now() - interval '1 s',
         placed_at = placed_at - interval '1 min' WHERE status IN ('pending', 'placed', 'cancelling')`,
    );

  const settle = async (): Promise<void> => {
    await passTime();
    await settleOrders(store, products).round();
  };

  /** Stock, orders and reservations as the audit of a trial sees them. */
  const audit = async () =>
    Object.assign(
      {},
      ...(await database.run(data.audit(database.plan))).map((text) => JSON.parse(text)),
    ) as {
      taken: object;
      sold: object;
      held: number;
      orders: number;
    };

  const expectSound = async (orders: number): Promise<void> => {
    const found = await audit();
    expect(found).toMatchObject({ held: 0, orders });
    expect(found.taken).toEqual(found.sold);
    expect(
      await database.sql(
        "SELECT count(*) FROM orders.orders WHERE status IN ('pending', 'placed', 'cancelling')",
      ),
    ).toBe('0');
  };

  /** open, reserve, place, confirm at products, confirm. */
  const STEPS = [1, 2, 3, 4, 5] as const;
  const KILLS = STEPS.flatMap((step) =>
    (['before', 'after'] as const).map((when) => [when, step] as const),
  );

  const killedOrder = async (when: 'before' | 'after', step: number): Promise<void> => {
    const count = { left: step };
    const dying = placeOrder(
      killedAt(store, count, when),
      killedAt<Products>(products, count, when),
      request('killed'),
      call(),
    );
    await expect(dying).rejects.toBeInstanceOf(Killed);
  };

  it.each(KILLS)('killed %s step %i and retried, makes one order', async (when, step) => {
    await killedOrder(when, step);
    const { orderId } = await placeOrder(store, products, request('killed'), call());
    const again = await placeOrder(store, products, request('killed'), call());
    expect(again).toEqual({ orderId, created: false });
    await expectSound(1);
  });

  it.each(KILLS)(
    'killed %s step %i and never retried, leaves nothing hanging',
    async (when, step) => {
      await killedOrder(when, step);
      await settle();
      const placed = step > 3 || (step === 3 && when === 'after');
      await expectSound(placed ? 1 : 0);
    },
  );

  it('tells a retry that comes too late why there is no order', async () => {
    await killedOrder('after', 2);
    await settle();
    const expired = { code: 'order_expired', message: expect.stringContaining('too long') };
    await expect(placeOrder(store, products, request('killed'), call())).rejects.toMatchObject(
      expired,
    );
    await expect(placeOrder(store, products, request('killed'), call())).rejects.toMatchObject(
      expired,
    );
    await expectSound(0);
  });

  it.each(STEPS.slice(0, 2))(
    'tells so before it is settled, its goods back for sale, killed after step %i',
    async (step) => {
      await killedOrder('after', step);
      await passTime();
      const expired = { code: 'order_expired', message: expect.stringContaining('too long') };
      await expect(placeOrder(store, products, request('killed'), call())).rejects.toMatchObject(
        expired,
      );
      await expectSound(0);
    },
  );

  it('leaves an order its goods that another attempt has placed meanwhile', async () => {
    const refusing: Products = {
      ...products,
      // What was too few when this attempt looked was put back in time for the other.
      reserve: async () => {
        await killedOrder('after', 3);
        throw new ShopError('out_of_stock', 'too few are left');
      },
      release: () => expect.fail('the goods of a placed order went back to the shelf'),
    };
    const { created } = await placeOrder(store, refusing, request('killed'), call());
    expect(created).toBe(false);
    await expectSound(1);
  });

  it('finishes at the next round where its settler was killed', async () => {
    await killedOrder('after', 2);
    await passTime();
    const count = { left: 4 };
    const dying = settleOrders(
      killedAt(store, count, 'after'),
      killedAt<Products>(products, count, 'after'),
    );
    await expect(dying.round()).rejects.toBeInstanceOf(Killed);
    await settle();
    await expectSound(0);
  });

  it('withdraws an order whose goods were sold while it could not be confirmed', async () => {
    await products.setStock(
      { stock: [70, 71].map((productId) => ({ productId, available: 1 })) },
      call(),
    );
    await killedOrder('after', 3);
    const left = await store.byKey(7, 'killed');
    await reservations(pool).release([left.id]);
    await placeOrder(store, products, { ...request('faster'), userId: 8 }, call());
    await expect(placeOrder(store, products, request('killed'), call())).rejects.toMatchObject({
      code: 'order_expired',
      message: expect.stringContaining('sold'),
    });
    await expectSound(1);
    const { events } = await readOutbox(pool, OUTBOX_START, 10);
    expect(events.map((event) => [event.kind, event.orderId === left.id])).toEqual([
      ['placed', true],
      ['placed', false],
      ['cancelled', true],
    ]);
  });

  it('sells the last 100 pieces to exactly 100 of 1,000 orders at once, retries included', async () => {
    const stock = [{ productId: 80, available: 100 }];
    await products.setStock({ stock }, call());
    const attempt = (index: number) =>
      placeOrder(
        store,
        products,
        {
          userId: 1 + (index % 500),
          key: `rush-${index % 1_000}`,
          lines: [{ productId: 80, quantity: 1 }],
        },
        call(),
      );
    const attempts = await Promise.allSettled(
      Array.from({ length: 1_100 }, (_, index) => attempt(index)),
    );
    const refused = attempts.flatMap((result) =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(ShopError);
      expect(reason).toMatchObject({ code: 'out_of_stock' });
    }
    const created = attempts.filter(
      (result) => result.status === 'fulfilled' && result.value.created,
    );
    expect(created).toHaveLength(100);
    expect(await database.sql('SELECT available FROM products.stock WHERE product_id = 80')).toBe(
      '0',
    );
    await expectSound(100);
  });

  it('tells each event once and in order, though transactions end in another order', async () => {
    const mayCommit = new AbortController();
    const first = pool.transaction(async (query) => {
      await query(insert('{"kind":"cancelled","orderId":1}'));
      await once(mayCommit.signal, 'abort');
    });
    await expect
      .poll(async () =>
        database.sql("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'"),
      )
      .toBe('1');
    await pool.query(insert('{"kind":"cancelled","orderId":2}'));

    const early = await readOutbox(pool, OUTBOX_START, 10);
    expect(early).toEqual({ events: [], position: OUTBOX_START, complete: true });
    mayCommit.abort();
    await first;

    const page = await readOutbox(pool, OUTBOX_START, 1);
    expect(page).toMatchObject({ events: [{ orderId: 1 }], complete: false });
    const rest = await readOutbox(pool, page.position, 10);
    expect(rest).toMatchObject({ events: [{ orderId: 2 }], complete: true });
    await expect(readOutbox(pool, 'nonsense', 10)).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});
