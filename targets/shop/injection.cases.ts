import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from './client.ts';
import type { Order } from './components/orders/contract.ts';
import { CATEGORY_COUNT, PASSWORD, USER_COUNT, userEmail } from './seed/world.ts';

/** Each would do harm, or tell too much, where it became part of a statement. */
const HOSTILE = [
  "x'; DROP TABLE products.products; --",
  "x' UNION SELECT email, password FROM users.accounts --",
  "x'); UPDATE users.accounts SET role = 'admin'; --",
  "x' AND pg_sleep(60) IS NULL --",
  'x" $1 $$ \\',
] as const;

const ZERO = '\u0000';

/** Text from outside is only ever a value, wherever it comes in. */
export const injectionCases = (client: () => Client): void => {
  describe('hostile text', () => {
    let token: string;
    let admin: string;

    beforeAll(async () => {
      token = await client().signIn(userEmail(51));
      admin = await client().signInAdmin();
    });

    const get = (path: string, text: string, as?: string) =>
      client().send('GET', path + encodeURIComponent(text), as === undefined ? {} : { token: as });

    it.each(HOSTILE)('is searched for and not found: %s', async (text) => {
      const answer = await get('/products/search?q=', text);
      expect([answer.status, answer.body]).toEqual([200, { products: [] }]);
    });

    it.each(HOSTILE)('names no category: %s', async (text) => {
      const answer = await get('/products?category=', text);
      expect([answer.status, answer.body]).toEqual([
        404,
        { error: { code: 'not_found', message: `there is no category ${text}` } },
      ]);
    });

    it.each(HOSTILE)('filters, pages and finds nothing: %s', async (text) => {
      for (const path of ['/admin/orders?status=', '/orders?page=', '/products/', '/orders/']) {
        const answer = await get(path, text, admin);
        expect([path, answer.status]).toEqual([path, 400]);
      }
    });

    it.each(HOSTILE)('signs nobody in: %s', async (text) => {
      for (const body of [
        { email: userEmail(51), password: text },
        { email: `${text.replaceAll(' ', '+')}@shop.test`, password: PASSWORD },
      ]) {
        const answer = await client().send('POST', '/sessions', { body });
        expect(answer.status).toBe(401);
      }
      const me = await client().send('GET', '/me', {
        headers: { authorization: `Bearer ${text}` },
      });
      expect(me.status).toBe(401);
    });

    it.each(HOSTILE)('is kept as it is, as a name and as the key of an order: %s', async (text) => {
      const email = `hostile-${HOSTILE.indexOf(text)}@shop.test`;
      const registered = await client().send('POST', '/users', {
        body: { email, name: text, password: PASSWORD },
      });
      expect([registered.status, registered.body]).toEqual([
        201,
        expect.objectContaining({ name: text, role: 'customer' }),
      ]);
      const own = await client().signIn(email);
      const me = await client().send('GET', '/me', { token: own });
      expect(me.body).toEqual(registered.body);
      const [first, second] = [
        await client().order<Order>(own, text, [{ productId: 351, quantity: 1 }]),
        await client().order<Order>(own, text, [{ productId: 351, quantity: 1 }]),
      ];
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(second.body.id).toBe(first.body.id);
    });

    it('with a zero byte is refused as what it is, a mistake of its sender', async () => {
      const answers = [
        await get('/products/search?q=', ZERO),
        await get('/products?category=', ZERO),
        await client().send('POST', '/users', {
          body: { email: 'zero@shop.test', name: ZERO, password: PASSWORD },
        }),
        await client().send('POST', '/sessions', {
          body: { email: `${ZERO}@shop.test`, password: PASSWORD },
        }),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ error: { code: 'invalid_request' } });
      }
    });

    it('has changed nothing', async () => {
      const { body: listed } = await client().send('GET', '/categories');
      expect(listed).toHaveProperty('categories.length', CATEGORY_COUNT);
      const { status } = await client().send('GET', '/admin/dashboard', { token });
      expect(status).toBe(403);
      const { body } = await client().send<{ users: number }>('GET', '/admin/dashboard', {
        token: admin,
      });
      expect(body.users).toBeGreaterThanOrEqual(USER_COUNT + 1 + HOSTILE.length);
    });
  });
};
