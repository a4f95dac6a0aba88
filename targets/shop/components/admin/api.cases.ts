import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../client.ts';
import { ORDER_COUNT, userEmail } from '../../seed/world.ts';
import type { Order } from '../orders/contract.ts';

/** Every route that only the administrator may use, with a body that would do. */
const ADMIN_ROUTES: readonly (readonly [string, string, unknown])[] = [
  ['PUT', '/admin/products/9/price', { priceCents: 100 }],
  ['PUT', '/admin/products/9/stock', { available: 100 }],
  ['GET', '/admin/orders?status=confirmed', undefined],
  ['POST', '/admin/orders/9/fulfil', undefined],
  ['GET', '/admin/dashboard', undefined],
  ['GET', '/analytics/revenue?days=7', undefined],
  ['GET', '/analytics/top-sellers?days=7', undefined],
];

export const adminCases = (client: () => Client): void => {
  describe('admin', () => {
    let token: string;
    let customer: string;

    beforeAll(async () => {
      token = await client().signInAdmin();
      customer = await client().signIn(userEmail(41));
    });

    const fulfilled = (page: number) =>
      client().send<{ orders: readonly (Order & { customer: string })[] }>(
        'GET',
        `/admin/orders?status=fulfilled&page=${page}`,
        { token },
      );

    it.each(ADMIN_ROUTES)('%s %s is for the back office only', async (method, path, body) => {
      const options = body === undefined ? {} : { body };
      const nobody = await client().send(method, path, options);
      expect(nobody.status).toBe(401);
      expect(nobody.body).toMatchObject({ error: { code: 'not_signed_in' } });
      const someone = await client().send(method, path, { ...options, token: customer });
      expect([someone.status, someone.body]).toEqual([
        403,
        { error: { code: 'forbidden', message: 'this is for the back office only' } },
      ]);
    });

    it('sets prices and stock', async () => {
      const price = await client().send('PUT', '/admin/products/401/price', {
        token,
        body: { priceCents: 4_321 },
      });
      const stock = await client().send('PUT', '/admin/products/401/stock', {
        token,
        body: { available: 17 },
      });
      const product = { id: 401, name: expect.any(String), priceCents: 4_321 };
      expect([price.status, price.body]).toEqual([
        200,
        { ...product, available: expect.any(Number) },
      ]);
      expect([stock.status, stock.body]).toEqual([200, { ...product, available: 17 }]);
      expect((await client().send('GET', '/products/401')).body).toMatchObject({
        priceCents: 4_321,
        available: 17,
      });
    });

    it.each([
      ['price', { priceCents: 5 }],
      ['stock', { available: 5 }],
    ])('cannot set the %s of what is not there', async (what, body) => {
      const answer = await client().send('PUT', `/admin/products/20001/${what}`, { token, body });
      expect([answer.status, answer.body]).toEqual([
        404,
        { error: { code: 'not_found', message: 'there is no product 20001' } },
      ]);
    });

    it.each([
      ['price', { priceCents: 0 }],
      ['price', { priceCents: 'free' }],
      ['stock', { available: -1 }],
      ['stock', {}],
    ])('refuses the %s %j', async (what, body) => {
      const answer = await client().send('PUT', `/admin/products/402/${what}`, { token, body });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code: 'invalid_request' } });
    });

    it('lists orders by status, with their customers, newest first', async () => {
      const [first, second] = [await fulfilled(1), await fulfilled(2)];
      expect([first.status, first.body.orders.length]).toEqual([200, 25]);
      const orders = [...first.body.orders, ...second.body.orders];
      const ids = orders.map((order) => order.id);
      expect(new Set(ids).size).toBe(50);
      expect(ids).toEqual([...ids].sort((a, b) => b - a));
      for (const order of orders) {
        expect(order.status).toBe('fulfilled');
        expect(order.customer).toBe(userEmail(order.userId));
        expect(order.lines.length).toBeGreaterThan(0);
      }
    });

    it('fulfils an order, which its customer then sees', async () => {
      const lines = [{ productId: 410, quantity: 1 }];
      const { body: order } = await client().order<Order>(customer, 'to-fulfil', lines);
      const path = `/admin/orders/${order.id}/fulfil`;
      const done = { id: order.id, status: 'fulfilled' };
      const first = await client().send('POST', path, { token });
      const second = await client().send('POST', path, { token });
      expect([first.status, first.body]).toEqual([200, done]);
      expect([second.status, second.body]).toEqual([200, done]);
      const shown = await client().send<Order>('GET', `/orders/${order.id}`, { token: customer });
      expect(shown.body.status).toBe('fulfilled');
    });

    it('cannot fulfil what is not there', async () => {
      const answer = await client().send('POST', '/admin/orders/2000000/fulfil', { token });
      expect([answer.status, answer.body]).toEqual([
        409,
        { error: { code: 'wrong_status', message: 'order 2000000 is not there to be fulfilled' } },
      ]);
    });

    it('sums the shop up, its own deeds included', async () => {
      await client().send('PUT', '/admin/products/420/stock', { token, body: { available: 3 } });
      const { status, body } = await client().send<{
        users: number;
        ordersByStatus: Record<string, number>;
      }>('GET', '/admin/dashboard', { token });
      expect(status).toBe(200);
      expect(body.users).toBeGreaterThan(2_000);
      expect(
        (body.ordersByStatus['confirmed'] ?? 0) + (body.ordersByStatus['fulfilled'] ?? 0),
      ).toBeGreaterThanOrEqual(ORDER_COUNT);
      expect(body).toMatchObject({
        lowStock: expect.arrayContaining([expect.objectContaining({ id: 420, available: 3 })]),
        revenue: { staleMs: expect.any(Number), days: expect.any(Array) },
      });
      expect(body).toHaveProperty('latestActions.0', {
        at: expect.stringMatching(/Z$/),
        userId: 2_001,
        action: 'set-stock',
        subject: 420,
      });
    });
  });
};
