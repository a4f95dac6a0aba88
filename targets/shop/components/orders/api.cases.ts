import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../client.ts';
import { seedProducts } from '../../seed/catalogue.ts';
import { seedOrders } from '../../seed/history.ts';
import { userEmail } from '../../seed/world.ts';
import type { Order } from './contract.ts';

const USER = 21;

const availableOf = async (client: Client, productId: number): Promise<number> =>
  (await client.send<{ available: number }>('GET', `/products/${productId}`)).body.available;

export const orderCases = (client: () => Client): void => {
  describe('orders', () => {
    const seeded = seedProducts();
    let token: string;
    let admin: string;

    beforeAll(async () => {
      token = await client().signIn(userEmail(USER));
      admin = await client().signInAdmin();
    });

    const setStock = (productId: number, pieces: number) =>
      client().send('PUT', `/admin/products/${productId}/stock`, {
        token: admin,
        body: { available: pieces },
      });

    it('takes an order of several lines, at the prices of the day', async () => {
      const before = await availableOf(client(), 301);
      const answer = await client().order<Order>(token, 'several-lines', [
        { productId: 302, quantity: 1 },
        { productId: 301, quantity: 2 },
        { productId: 302, quantity: 3 },
      ]);
      const [first, second] = [seeded[300], seeded[301]];
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual({
        id: expect.any(Number),
        userId: USER,
        status: 'confirmed',
        totalCents: 2 * (first?.priceCents ?? 0) + 4 * (second?.priceCents ?? 0),
        placedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        lines: [
          { productId: 301, name: first?.name, quantity: 2, priceCents: first?.priceCents },
          { productId: 302, name: second?.name, quantity: 4, priceCents: second?.priceCents },
        ],
      });
      expect(await availableOf(client(), 301)).toBe(before - 2);
      const shown = await client().send('GET', `/orders/${answer.body.id}`, { token });
      expect([shown.status, shown.body]).toEqual([200, answer.body]);
    });

    it('gives a retry the same order, and takes from stock once', async () => {
      const before = await availableOf(client(), 310);
      const lines = [{ productId: 310, quantity: 1 }];
      const first = await client().order<Order>(token, 'retried', lines);
      const second = await client().order<Order>(token, 'retried', lines);
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(second.body).toEqual(first.body);
      expect(await availableOf(client(), 310)).toBe(before - 1);
    });

    it('makes one order of many attempts at once', async () => {
      const before = await availableOf(client(), 311);
      const answers = await Promise.all(
        Array.from({ length: 8 }, () =>
          client().order<Order>(token, 'at-once', [{ productId: 311, quantity: 1 }]),
        ),
      );
      expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([
        200, 200, 200, 200, 200, 200, 200, 201,
      ]);
      expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
      expect(await availableOf(client(), 311)).toBe(before - 1);
    });

    it('refuses another order under a used key, and not another customer', async () => {
      const other = await client().signIn(userEmail(USER + 1));
      await client().order(token, 'used', [{ productId: 312, quantity: 1 }]);
      const reused = await client().order(token, 'used', [{ productId: 312, quantity: 2 }]);
      expect([reused.status, reused.body]).toEqual([
        422,
        { error: { code: 'key_reused', message: 'this Idempotency-Key belongs to another order' } },
      ]);
      const another = await client().order(other, 'used', [{ productId: 312, quantity: 2 }]);
      expect(another.status).toBe(201);
    });

    it('refuses what is not in stock, whole, and each time', async () => {
      await setStock(320, 2);
      const enough = await availableOf(client(), 321);
      const lines = [
        { productId: 320, quantity: 3 },
        { productId: 321, quantity: 1 },
      ];
      const refusal = {
        error: {
          code: 'out_of_stock',
          message: 'too few are left of product 320',
          details: { productIds: [320] },
        },
      };
      const first = await client().order(token, 'sold-out', lines);
      const second = await client().order(token, 'sold-out', lines);
      expect([first.status, first.body]).toEqual([409, refusal]);
      expect([second.status, second.body]).toEqual([409, refusal]);
      expect([await availableOf(client(), 320), await availableOf(client(), 321)]).toEqual([
        2,
        enough,
      ]);
      const rest = await client().order(token, 'the-rest', [{ productId: 320, quantity: 2 }]);
      expect(rest.status).toBe(201);
      expect((await client().send('GET', '/products/320')).body).toMatchObject({
        available: 0,
        inStock: false,
      });
    });

    it('refuses products that are not there', async () => {
      const answer = await client().order(token, 'unknown', [{ productId: 20_001, quantity: 1 }]);
      expect([answer.status, answer.body]).toEqual([
        422,
        {
          error: {
            code: 'unknown_product',
            message: 'there is no product 20001',
            details: { productIds: [20_001] },
          },
        },
      ]);
    });

    it('sells at the price of the day, and keeps it in the order', async () => {
      const price = (priceCents: number) =>
        client().send('PUT', '/admin/products/330/price', { token: admin, body: { priceCents } });
      await price(1_000);
      const order = await client().order<Order>(token, 'cheap', [{ productId: 330, quantity: 2 }]);
      await price(5_000);
      const shown = await client().send<Order>('GET', `/orders/${order.body.id}`, { token });
      expect(shown.body.totalCents).toBe(2_000);
    });

    it('shows customers their own history, newest first, in pages', async () => {
      const customer = 33;
      const other = await client().signIn(userEmail(customer));
      const own = seedOrders()
        .filter((order) => order.userId === customer)
        .map((order) => order.id)
        .toReversed();
      const page = async (number: number) =>
        (
          await client().send<{ orders: readonly Order[] }>('GET', `/orders?page=${number}`, {
            token: other,
          })
        ).body.orders.map((order) => order.id);
      expect(await page(1)).toEqual(own.slice(0, 10));
      expect(await page(2)).toEqual(own.slice(10, 20));
      const foreign = await client().send('GET', `/orders/${own[0]}`, { token });
      expect([foreign.status, foreign.body]).toEqual([
        404,
        { error: { code: 'not_found', message: `you have no order ${own[0]}` } },
      ]);
    });

    it.each([
      ['POST', '/orders'],
      ['GET', '/orders'],
      ['GET', '/orders/1'],
    ])('%s %s wants to know who asks', async (method, path) => {
      const answer = await client().send(method, path, {
        headers: { 'idempotency-key': 'k' },
        ...(method === 'POST' ? { body: { lines: [{ productId: 1, quantity: 1 }] } } : {}),
      });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ error: { code: 'not_signed_in' } });
    });

    it.each([
      ['no lines', { lines: [] }],
      ['no pieces', { lines: [{ productId: 1, quantity: 0 }] }],
      ['too many pieces', { lines: [{ productId: 1, quantity: 100 }] }],
      [
        'too many lines',
        { lines: Array.from({ length: 21 }, () => ({ productId: 1, quantity: 1 })) },
      ],
      ['a body that is no JSON', '{"lines":'],
    ])('refuses an order with %s', async (_what, body) => {
      const answer = await client().send('POST', '/orders', {
        token,
        body,
        headers: { 'idempotency-key': 'malformed' },
      });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code: 'invalid_request' } });
    });

    it('refuses an order without a key', async () => {
      const body = { lines: [{ productId: 1, quantity: 1 }] };
      const answer = await client().send('POST', '/orders', { token, body });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code: 'invalid_request' } });
    });
  });
};
