import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDatabase, type TestDatabase } from '../../fixtures/database.ts';
import { poolTo } from '../../fixtures/pool.ts';
import type { DatabasePool } from '../../runtime/database.ts';
import { ORDER_COUNT } from '../../seed/world.ts';
import { readOutbox } from '../orders/outbox.ts';
import { relayOutbox, STANDBY_PAUSE_MS } from './relay.ts';
import { type AnalyticsStore, analyticsStore } from './store.ts';

describe('analytics', () => {
  let database: TestDatabase;
  let pool: DatabasePool;
  let store: AnalyticsStore;

  beforeAll(async () => {
    database = await startDatabase();
    pool = poolTo(database);
    store = analyticsStore(pool);
  });
  beforeEach(() => database.restore());
  afterAll(async () => {
    await pool.close();
    await database[Symbol.asyncDispose]();
  });

  const relay = () =>
    relayOutbox(store, { outbox: ({ after, limit }) => readOutbox(pool, after, limit) });

  /** Orders from `first` to `last`, each of two lines and 700 cents, as orders would tell of them. */
  const tellPlaced = (first: number, last: number) =>
    database.sql(
      `INSERT INTO orders.outbox (event)
       SELECT json_build_object('kind', 'placed', 'orderId', id,
         'placedAt', '2026-07-01T00:00:00.000Z', 'lines', json_build_array(
           json_build_object('productId', 1, 'name', 'a', 'quantity', 2, 'priceCents', 100),
           json_build_object('productId', 2, 'name', 'b', 'quantity', 1, 'priceCents', 500)))
       FROM generate_series(${first}, ${last}) AS id`,
    );

  const facts = () =>
    database.sql(
      `SELECT count(*), count(DISTINCT order_id), coalesce(sum(revenue_cents), 0)
       FROM analytics.facts WHERE order_id > ${ORDER_COUNT}`,
    );

  const position = async (): Promise<string> => (await store.relayState(0)).position;

  it('counts each event once, however many replicas pull at once', async () => {
    await tellPlaced(30_001, 31_700);
    const end = (await readOutbox(pool, '0-0', 10_000)).position;
    const replicas = Array.from({ length: 4 }, relay);
    for (let round = 0; (await position()) !== end; round += 1) {
      if (round > 20) throw new Error('the relay does not get to the end of the outbox');
      await Promise.all(replicas.map((replica) => replica.round()));
    }
    expect(await facts()).toBe('3400|1700|1190000');
  });

  it('takes back what was withdrawn', async () => {
    await tellPlaced(30_001, 30_003);
    await relay().round();
    expect(await facts()).toBe('6|3|2100');
    await database.sql(
      `INSERT INTO orders.outbox (event) VALUES ('{"kind":"cancelled","orderId":30002}')`,
    );
    await database.sql(`UPDATE analytics.relay SET pulled_at = now() - interval '1 s'`);
    await relay().round();
    expect(await facts()).toBe('4|2|1400');
  });

  it('is due to one replica at a time, and at once while there is a backlog', async () => {
    await tellPlaced(30_001, 30_600);
    const [first, second] = [relay(), relay()];
    expect(await first.round()).toBeLessThan(100);
    expect(await first.round()).toBeLessThan(STANDBY_PAUSE_MS);
    expect(await second.round()).toBe(STANDBY_PAUSE_MS);
    expect(await facts()).toBe('1200|600|420000');
  });

  it('knows how stale it is', async () => {
    await database.sql(
      `UPDATE analytics.relay SET pulled_at = now() - interval '1 h',
         caught_up_at = now() - interval '1 h'`,
    );
    expect(await store.staleMs()).toBeGreaterThanOrEqual(3_600_000);
    await relay().round();
    expect(await store.staleMs()).toBeLessThan(10_000);
  });
});
