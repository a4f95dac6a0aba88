import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadCounts } from '../../harness/model/load.ts';
import { clientOf } from './client.ts';
import { data } from './data.ts';
import { type DeployedShop, deployShop } from './fixtures/deployed.ts';
import { type RushOptions, rush, type Wish } from './fixtures/rush.ts';
import { type Audit, reconcile } from './reconcile.ts';
import { userEmail } from './seed/world.ts';

const CUSTOMERS = 1_000;
const PIECES = 100;
const SESSIONS = 25;

/** Products that are sold out, one a rush. */
const CALM = 501;
const KILLED = 502;

/** Containers that die one after the other, each in the middle of what the one before left. */
const TOPOLOGIES: readonly {
  readonly topology: string;
  readonly scale: number;
  readonly deaths: readonly string[];
}[] = [
  { topology: 'single', scale: 1, deaths: ['shop-1', 'db'] },
  { topology: 'cluster', scale: 2, deaths: ['shop-1', 'db'] },
  { topology: 'cluster-split-data', scale: 2, deaths: ['shop-2', 'db-products'] },
  { topology: 'split-one-database', scale: 5, deaths: ['orders-1', 'products-1'] },
  { topology: 'split', scale: 5, deaths: ['orders-1', 'products-1', 'db-orders'] },
];

const NOTHING: LoadCounts = { sent: 0, completed: 0, errors: 0, timeouts: 0, lost: 0 };

/** One in so many customers asks once only. */
const IMPATIENT = 10;

const ended = (wishes: readonly Wish[], end: Wish['end']) =>
  wishes.filter((wish) => wish.end === end);

describe.each(TOPOLOGIES)('a rush on the last pieces, $topology', ({ topology, scale, deaths }) => {
  let shop: DeployedShop;
  let tokens: readonly string[];
  let killed: readonly Wish[];
  /** Of all rushes on this deployment. */
  const wishes: Wish[] = [];

  beforeAll(async () => {
    shop = await deployShop(topology, scale);
    const client = clientOf(shop.url());
    tokens = await Promise.all(
      Array.from({ length: SESSIONS }, (_, index) => client.signIn(userEmail(index + 1))),
    );
    const token = await client.signInAdmin();
    for (const productId of [CALM, KILLED]) {
      const path = `/admin/products/${productId}/stock`;
      const answer = await client.send('PUT', path, { token, body: { available: PIECES } });
      expect(answer.status).toBe(200);
    }
  });
  afterAll(() => shop?.[Symbol.asyncDispose]());

  const buyers = async (options: Partial<RushOptions> & { productId: number; name: string }) => {
    const done = await rush({
      url: shop.url,
      tokens,
      customers: CUSTOMERS,
      givesUp: () => false,
      onEnd: () => undefined,
      ...options,
    });
    wishes.push(...done);
    return done;
  };

  const available = async (productId: number): Promise<number> =>
    (await clientOf(shop.url()).send<{ available: number }>('GET', `/products/${productId}`)).body
      .available;

  /** Waits as a trial does, and reconciles with what all customers were told. */
  const mismatches = async () => {
    const { settled } = data;
    await expect
      .poll(async () => settled.holds(await shop.run(settled.commands(shop.plan))), {
        timeout: settled.withinSeconds * 1_000,
        interval: 250,
      })
      .toBe(true);
    const audit = (await shop.run(data.audit(shop.plan))).map((text) => JSON.parse(text) as object);
    return reconcile(Object.assign({}, ...audit) as Audit, {
      counts: { ...NOTHING, lost: ended(wishes, 'given up').length },
      tallies: { ordersPlaced: ended(wishes, 'ordered').length },
    });
  };

  /** Under which keys orders stand, each as often as it does. */
  const standingKeys = async (name: string): Promise<readonly string[]> => {
    const found = await shop.sql(
      'orders',
      `SELECT idempotency_key FROM orders.orders
       WHERE idempotency_key LIKE '${name}-%' AND status <> 'cancelled'`,
    );
    return found.split('\n');
  };

  it('answers all who ask again, though containers are killed meanwhile', async () => {
    const answers = new EventEmitter();
    const rushing = buyers({
      productId: KILLED,
      name: 'killed',
      givesUp: (customer) => customer % IMPATIENT === 0,
      onEnd: () => answers.emit('answer'),
    });
    for (const container of deaths) {
      await Promise.race([once(answers, 'answer'), rushing]);
      await shop.kill(container);
      await shop.startAgain(container);
    }
    killed = await rushing;
    // Or nobody was there to be hit.
    expect(ended(killed, 'given up').length).toBeGreaterThan(0);
  });

  it('sells exactly as many as there are, while that is being settled', async () => {
    const calm = await buyers({ productId: CALM, name: 'calm' });
    expect(ended(calm, 'ordered')).toHaveLength(PIECES);
    expect(ended(calm, 'sold out')).toHaveLength(CUSTOMERS - PIECES);
    expect(new Set(ended(calm, 'ordered').map((wish) => wish.orderId)).size).toBe(PIECES);
    expect(await available(CALM)).toBe(0);
  });

  it('has lost no order, made none twice and left nothing reserved', async () => {
    expect(await mismatches()).toEqual([]);

    const standing = await standingKeys('killed');
    expect(new Set(standing).size).toBe(standing.length);
    const known = (end: Wish['end']) => ended(killed, end).map((wish) => wish.key);
    expect(standing).toEqual(expect.arrayContaining(known('ordered')));
    expect([...known('ordered'), ...known('given up')]).toEqual(
      expect.arrayContaining([...standing]),
    );
    // What was held for those who left is for sale again, and is all that is left.
    const left = await available(KILLED);
    expect(standing.length + left).toBe(PIECES);
    const rest = await buyers({ productId: KILLED, name: 'rest', customers: left + 5 });
    expect([ended(rest, 'ordered').length, ended(rest, 'sold out').length]).toEqual([left, 5]);
  });
});
