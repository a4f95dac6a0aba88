import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminCases } from './components/admin/api.cases.ts';
import { analyticsCases } from './components/analytics/api.cases.ts';
import { orderCases } from './components/orders/api.cases.ts';
import { productCases } from './components/products/api.cases.ts';
import { userCases } from './components/users/api.cases.ts';
import { type Client, clientOf } from './client.ts';
import { injectionCases } from './injection.cases.ts';

/** Where a shop with freshly restored data is reached; disposed of after the suite where it can be. */
export type StartedShop = { readonly url: string } & Partial<AsyncDisposable>;

/** The public API, the same on every binding and in every topology: statuses, bodies, headers. */
export const apiCases = (start: () => Promise<StartedShop>): void => {
  describe('the public API', () => {
    let shop: StartedShop;
    let client: Client;

    beforeAll(async () => {
      shop = await start();
      client = clientOf(shop.url);
    });
    afterAll(async () => {
      await shop[Symbol.asyncDispose]?.();
    });

    userCases(() => client);
    productCases(() => client);
    orderCases(() => client);
    adminCases(() => client);
    analyticsCases(() => client);
    injectionCases(() => client);

    describe('every answer', () => {
      it('bears a request id, the one that was sent along where it is fit', async () => {
        const own = await client.send('GET', '/categories');
        expect(own.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
        const given = await client.send('GET', '/categories', {
          headers: { 'x-request-id': 'mine-1' },
        });
        expect(given.headers.get('x-request-id')).toBe('mine-1');
        const unfit = await client.send('GET', '/categories', {
          headers: { 'x-request-id': 'not fit!' },
        });
        expect(unfit.headers.get('x-request-id')).not.toBe('not fit!');
      });

      it('tells its hops, refusals too', async () => {
        const found = await client.send('GET', '/products/1');
        const refused = await client.send('GET', '/products/20001');
        expect(found.headers.get('x-hops')).toBe('0');
        expect(refused.headers.get('x-hops')).toBe('0');
      });

      it('is JSON', async () => {
        const answer = await client.send('GET', '/products/1');
        expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      });
    });

    it.each([
      ['GET', '/'],
      ['GET', '/nowhere'],
      ['DELETE', '/products/1'],
      ['POST', '/orders/1'],
    ])('%s %s is not there', async (method, path) => {
      const answer = await client.send(method, path);
      expect([answer.status, answer.body]).toEqual([
        404,
        { error: { code: 'not_found', message: `there is no ${method} ${path}` } },
      ]);
    });

    it('refuses a body that is too long', async () => {
      const answer = await client.send('POST', '/users', { body: { name: 'x'.repeat(100_000) } });
      expect([answer.status, answer.body]).toEqual([
        413,
        { error: { code: 'too_large', message: 'the body is larger than 64 KiB' } },
      ]);
    });

    it('says that it is up', async () => {
      const answer = await client.send('GET', '/health');
      expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
    });
  });
};
