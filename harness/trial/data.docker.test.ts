/** What makes a trial's data no result, provoked on a shop that is driven: each with a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { data as shopData, PSQL } from '../../targets/shop/data.ts';
import type { ShopRule } from '../../targets/shop/reconcile.ts';
import { ORDER_COUNT, PRODUCT_COUNT } from '../../targets/shop/seed/world.ts';
import { shop } from '../../targets/shop/shop.ts';
import type { Target } from '../../targets/target.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import type { Deployment } from '../engine/engine.ts';
import { profileExperiment } from '../experiment/read.ts';
import { connectAgent } from '../load/client.ts';
import { agentImage } from '../load/image.ts';
import type { Budget } from '../model/budget.ts';
import { cellOf } from '../model/cell.ts';
import type { Experiment } from '../model/experiment.ts';
import { type DeploymentPlan, mapContainers } from '../model/plan.ts';
import type { Invalidity, Sample } from '../model/trial.ts';
import { audit, settle } from './data.ts';
import { driveOnce } from './driveOnce.ts';
import { AGENT_CONTAINER, withGenerator } from './generator.ts';
import { stageClock } from './stageClock.ts';

const quick = profileExperiment('quick');
/** Nothing here is cold for long. */
const budget: Budget = {
  ...quick.budget,
  node: { ...quick.budget.node, cpuCores: 0.5 },
  database: { ...quick.budget.database, cpuCores: 0.6 },
  generator: { ...quick.budget.generator, cpuCores: 0.6 },
};
const experiment: Experiment = {
  ...quick,
  budget,
  timing: { ...quick.timing, settleSeconds: 0.6, measureSeconds: 0.8, requestTimeoutMs: 2_000 },
};
/** Has more orders in it than any visitor makes. */
const slot = { cell: cellOf('single', 1, 'warm-up'), repetition: 1 };
const { signal } = new AbortController();

/** An order made since the seed that stands. */
const STANDS = `id > ${ORDER_COUNT} AND status IN ('placed', 'confirmed', 'fulfilled')`;
const TAKE_ONE = `UPDATE products.stock SET available = available - 1 WHERE product_id = ${PRODUCT_COUNT}`;
const GIVE_BACK = `UPDATE products.stock SET available = available + 1 WHERE product_id = ${PRODUCT_COUNT}`;

interface Harm {
  readonly what: string;
  readonly harm: string;
  readonly mend: string;
  readonly rules: readonly ShopRule[];
}

const HARMS: readonly Harm[] = [
  {
    what: 'pieces are held for an order that nobody knows',
    harm: "INSERT INTO products.reservations VALUES (2000000000, 'held', 'infinity')",
    mend: 'DELETE FROM products.reservations WHERE order_id = 2000000000',
    rules: ['reservation left'],
  },
  {
    what: 'orders that were confirmed stand no more',
    harm: `UPDATE orders.orders SET status = 'cancelled', refusal = '"harm"' WHERE ${STANDS}`,
    mend: `UPDATE orders.orders SET status = 'confirmed', refusal = NULL WHERE refusal::text = '"harm"'`,
    rules: ['stock differs', 'facts differ', 'order lost'],
  },
  {
    what: 'orders stand twice under one key',
    harm: `ALTER TABLE orders.orders DROP CONSTRAINT orders_user_id_idempotency_key_key;
      INSERT INTO orders.orders (user_id, idempotency_key, wanted, status, total_cents, expires_at)
      SELECT user_id, idempotency_key, 'harm', status, 0, expires_at FROM orders.orders WHERE ${STANDS}`,
    mend: `DELETE FROM orders.orders WHERE wanted = 'harm';
      ALTER TABLE orders.orders ADD UNIQUE (user_id, idempotency_key)`,
    rules: ['order twice', 'facts differ'],
  },
  {
    what: 'analytics has another revenue',
    harm: `UPDATE analytics.facts SET revenue_cents = revenue_cents + 1 WHERE order_id > ${ORDER_COUNT}`,
    mend: `UPDATE analytics.facts SET revenue_cents = revenue_cents - 1 WHERE order_id > ${ORDER_COUNT}`,
    rules: ['facts differ'],
  },
];

/** As if its only database server had been planned to keep all but the orders. */
const withoutOrders = (plan: DeploymentPlan): DeploymentPlan =>
  mapContainers(plan, (container) =>
    container.role === 'database'
      ? {
          ...container,
          environment: { ...container.environment, SHOP_SCHEMAS: 'users,products,analytics' },
        }
      : container,
  );

let deployment: Deployment;
beforeAll(async () => {
  const engine = await connectDocker();
  const images = await engine.prepareImages([...shop.images, agentImage], () => {});
  const plan = shop.topologies.single?.plan(1, budget) ?? expect.fail('no single');
  deployment = await engine.deploy(withGenerator(plan, budget), {
    images,
    run: `data-${process.pid}`,
    cell: slot.cell.id,
    cpu: 'unclamped',
  });
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

const sql = (statement: string, connection = 'dbname=shop'): Promise<string> =>
  deployment.exec('db', [
    ...PSQL,
    '--set=ON_ERROR_STOP=1',
    `--dbname=${connection}`,
    `--command=${statement}`,
  ]);

interface Refused {
  readonly reasons: readonly Invalidity[];
  readonly sample: Sample;
}

/** One trial, and what is done to it once its data are restored and its load begins. */
const refused = async (target: Target, meanwhile: () => Promise<unknown>): Promise<Refused> => {
  let done: Promise<unknown> | undefined;
  const clock = stageClock('restore', (stage) => {
    if (stage === 'drive') done = meanwhile();
  });
  const outcome = await driveOnce(
    { target, experiment, readHost: async () => null, calibratedStealShare: null, signal },
    { deployment, agent: connectAgent(deployment.publishedUrl(AGENT_CONTAINER)) },
    slot,
    null,
    clock,
  );
  await done;
  if (outcome.status !== 'invalid' || outcome.sample === null)
    return expect.fail(`the trial was ${outcome.status}`);
  return { reasons: outcome.reasons, sample: outcome.sample };
};

const rulesOf = (reasons: readonly Invalidity[]): readonly string[] =>
  [...new Set(reasons.map(({ rule }) => rule))].toSorted();

describe('a shop whose data do not add up', () => {
  let trial: Refused;
  const found = (target: Target = shop): Promise<readonly Invalidity[]> =>
    audit(target, deployment, trial.sample.load);

  beforeAll(async () => {
    trial = await refused(shop, () => sql(TAKE_ONE));
    await sql(GIVE_BACK);
  });

  it('is no result, where a piece vanishes behind its back while it is driven', async () => {
    expect(rulesOf(trial.reasons)).toEqual(['stock differs']);
    expect(trial.reasons[0]?.detail).toContain(`1 products, among them product ${PRODUCT_COUNT}:`);
    expect(trial.sample.load.tallies.ordersPlaced).toBeGreaterThan(0);
    expect(await found()).toEqual([]);
  });

  it.each(HARMS)('is none, where $what', async ({ harm, mend, rules }) => {
    await sql(harm);
    expect(rulesOf(await found())).toEqual(rules.toSorted());
    await sql(mend);
    expect(await found()).toEqual([]);
  });

  it('is none, where a server says nothing of its orders', async () => {
    const unheard = {
      ...shop,
      data: { ...shopData, audit: (plan: DeploymentPlan) => shopData.audit(withoutOrders(plan)) },
    };
    expect(rulesOf(await found(unheard))).toEqual(['audit incomplete']);
  });
});

describe('a shop that does not come to rest in time', () => {
  /** The relay's own row can be read, and not written. */
  const HOLD = `BEGIN; LOCK TABLE analytics.relay IN EXCLUSIVE MODE; SELECT pg_sleep(60)`;
  const LET_GO = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder'`;

  it('is no result: unsettled, where what drains the outbox is held up', async () => {
    // Unhindered, the outbox is read every 0.6 s at the latest.
    const settled = { ...shopData.settled, withinSeconds: 2 };
    const impatient = { ...shop, data: { ...shopData, settled } };
    let held: Promise<unknown> | undefined;
    const { reasons, sample } = await refused(impatient, async () => {
      held = sql(HOLD, 'dbname=shop application_name=holder').catch((error: unknown) => error);
    });
    expect(reasons).toEqual([
      { rule: 'unsettled', detail: expect.stringContaining('"unsettledOrders" : 0') },
    ]);
    await sql(LET_GO);
    expect(String(await held)).toContain('terminating connection');
    expect(await settle(shop, deployment, signal)).toBeNull();
    expect(await audit(shop, deployment, sample.load)).toEqual([]);
  });
});
