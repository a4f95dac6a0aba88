import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../client.ts';
import { seedProducts } from '../../seed/catalogue.ts';
import { seedOrders } from '../../seed/history.ts';
import { BOOKS_CLOSE, userEmail } from '../../seed/world.ts';
import type { Order } from '../orders/contract.ts';
import type { Revenue } from './contract.ts';

interface TopSellers {
  readonly staleMs: number;
  readonly products: readonly { id: number; name: string; pieces: number; revenueCents: number }[];
}

/** Staleness is bounded by the relay's pause; this is far beyond it. */
const CATCH_UP_MS = 15_000;

export const analyticsCases = (client: () => Client): void => {
  describe('analytics', () => {
    let token: string;

    beforeAll(async () => {
      token = await client().signInAdmin();
    });

    const revenue = async (days: number): Promise<Revenue> =>
      (await client().send<Revenue>('GET', `/analytics/revenue?days=${days}`, { token })).body;

    const piecesSinceBooks = async (): Promise<number> =>
      (await revenue(1)).days
        .filter(({ day }) => day > BOOKS_CLOSE)
        .reduce((sum, day) => sum + day.pieces, 0);

    it('gives the revenue of each day of the books', async () => {
      const days = (await revenue(3)).days.filter(({ day }) => day <= BOOKS_CLOSE);
      expect(days.map(({ day }) => day)).toEqual(['2026-06-28', '2026-06-29', '2026-06-30']);
      const last = seedOrders().filter((order) => order.placedAt.startsWith(BOOKS_CLOSE));
      const lines = last.flatMap((order) => order.lines);
      expect(days[2]).toEqual({
        day: BOOKS_CLOSE,
        orders: last.length,
        pieces: lines.reduce((sum, line) => sum + line.quantity, 0),
        revenueCents: lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0),
      });
    });

    it('ranks what sold best, by name', async () => {
      const { status, body } = await client().send<TopSellers>(
        'GET',
        '/analytics/top-sellers?days=90',
        { token },
      );
      expect(status).toBe(200);
      expect(body.products).toHaveLength(20);
      const revenues = body.products.map((product) => product.revenueCents);
      expect(revenues).toEqual([...revenues].sort((a, b) => b - a));
      const names = new Map(seedProducts().map((product) => [product.id, product.name]));
      for (const product of body.products) expect(product.name).toBe(names.get(product.id));
    });

    it('hears of a new order, and says how far behind it is', async () => {
      const customer = await client().signIn(userEmail(51));
      const before = await piecesSinceBooks();
      const lines = [{ productId: 500, quantity: 7 }];
      const order = await client().order<Order>(customer, 'heard-of', lines);
      expect(order.status).toBe(201);
      await expect
        .poll(piecesSinceBooks, { timeout: CATCH_UP_MS, interval: 100 })
        .toBeGreaterThanOrEqual(before + 7);
      await expect
        .poll(async () => (await revenue(1)).staleMs, { timeout: CATCH_UP_MS, interval: 100 })
        .toBeLessThan(3_000);
    });

    it.each(['revenue?days=0', 'revenue?days=91', 'top-sellers?days=x'])(
      'refuses %s',
      async (path) => {
        const answer = await client().send('GET', `/analytics/${path}`, { token });
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ error: { code: 'invalid_request' } });
      },
    );
  });
};
