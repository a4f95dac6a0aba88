import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCases } from './api.cases.ts';
import { type Client, clientOf } from './client.ts';
import { startDatabase, type TestDatabase } from './fixtures/database.ts';
import { type RunningShop, startMonolith, startSplit } from './fixtures/process.ts';
import { userEmail } from './seed/world.ts';
import { transcript, type TranscriptEntry } from './transcript.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await startDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

/** Hops: sign-in of an order, its reservation, its confirmation; a dashboard's sign-in and four figures. */
const BINDINGS = [
  {
    name: 'direct',
    start: () => startMonolith(database, 'direct'),
    hops: { order: 0, dashboard: 0 },
  },
  {
    name: 'loopback',
    start: () => startMonolith(database, 'loopback'),
    hops: { order: 3, dashboard: 5 },
  },
  { name: 'http', start: () => startSplit(database), hops: { order: 3, dashboard: 5 } },
] as const;

/** One request after the other; failures are expected while the database is away. */
const hammer = async (client: Client, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) await client.send('GET', '/products/5').catch(() => undefined);
};

const transcripts = new Map<string, readonly TranscriptEntry[]>();

describe.each(BINDINGS)('$name', ({ name, start, hops }) => {
  apiCases(async () => {
    await database.restore();
    return start();
  });

  describe('on fresh data', () => {
    let shop: RunningShop;
    let client: Client;

    beforeAll(async () => {
      await database.restore();
      shop = await start();
      client = clientOf(shop.url);
    });
    afterAll(() => shop[Symbol.asyncDispose]());

    it('answers as every other binding does', async () => {
      transcripts.set(name, await transcript(shop.url));
      expect(transcripts.get(name)).toEqual(transcripts.get('direct'));
    });

    it('counts its hops', async () => {
      const customer = await client.signIn(userEmail(3));
      const order = await client.order(customer, 'hops', [{ productId: 2, quantity: 1 }]);
      const token = await client.signInAdmin();
      const dashboard = await client.send('GET', '/admin/dashboard', { token });
      expect(order.headers.get('x-hops')).toBe(String(hops.order));
      expect(dashboard.headers.get('x-hops')).toBe(String(hops.dashboard));
    });

    it('comes back by itself after its database was put back under load', async () => {
      const load = new AbortController();
      const hammers = Array.from({ length: 4 }, () => hammer(client, load.signal));
      await database.restore();
      await expect.poll(async () => (await client.send('GET', '/products/5')).status).toBe(200);
      load.abort();
      await Promise.all(hammers);
      const customer = await client.signIn(userEmail(3));
      const order = await client.order(customer, 'after', [{ productId: 2, quantity: 1 }]);
      expect(order.status).toBe(201);
    });
  });
});
