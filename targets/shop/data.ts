import { type ContainerPlan, containersOf, type DeploymentPlan } from '../../harness/model/plan.ts';
import type { ContainerCommand, TargetData } from '../target.ts';
import { reconcile } from './reconcile.ts';
import { COMPONENT_NAMES, type ComponentName } from './runtime/contract.ts';
import { ORDER_COUNT } from './seed/world.ts';

/** Superuser, over the socket: only it may end the connections of others. */
export const PSQL = [
  'psql',
  '--username=postgres',
  '--no-psqlrc',
  '--quiet',
  '--tuples-only',
  '--no-align',
];

const psql = (database: string, ...commands: readonly string[]): readonly string[] => [
  ...PSQL,
  '--set=ON_ERROR_STOP=1',
  `--dbname=${database}`,
  ...commands.map((command) => `--command=${command}`),
];

const databasesOf = (plan: DeploymentPlan): readonly ContainerPlan[] =>
  containersOf(plan).filter((container) => container.role === 'database');

/** The components whose schemas a server keeps. @throws where its plan does not say. */
const schemasOf = (container: ContainerPlan): readonly ComponentName[] => {
  const text = container.environment.SHOP_SCHEMAS;
  if (typeof text !== 'string') {
    throw new Error(`The plan of ${container.name} has no SHOP_SCHEMAS, say "orders,products"`);
  }
  const named = text.split(',');
  return COMPONENT_NAMES.filter((component) => named.includes(component));
};

/**
 * A copy of the template's files, which took 0.2 s; each server's template has its own schemas only.
 * Whoever is connected is thrown out; the shop's pools connect again with their next query.
 */
const RESTORE = psql(
  'postgres',
  'DROP DATABASE IF EXISTS shop WITH (FORCE)',
  'CREATE DATABASE shop OWNER shop TEMPLATE seed STRATEGY FILE_COPY',
);

/** What one server knows of the work that is still under way. Each component's part is an expression. */
const UNSETTLED: Readonly<Partial<Record<ComponentName, string>>> = {
  products: `'held', (SELECT count(*) FROM products.reservations WHERE status = 'held')`,
  orders: `'unsettledOrders', (SELECT count(*) FROM orders.orders
      WHERE status IN ('pending', 'placed', 'cancelling')),
    'outboxEnd', coalesce((SELECT tx::text || '-' || id FROM orders.outbox
      ORDER BY tx DESC, orders.outbox.id DESC LIMIT 1), '0-0')`,
  analytics: `'relayPosition', (SELECT position FROM analytics.relay)`,
};

/** What one server's data say of everything since the seed. Shape: `Audit` in `reconcile.ts`, in parts. */
const AUDIT: Readonly<Partial<Record<ComponentName, string>>> = {
  products: `'taken', (SELECT coalesce(json_object_agg(product_id, taken), '{}') FROM (
      SELECT s.product_id, c.changes - s.available AS taken
      FROM products.stock s JOIN (SELECT product_id, sum(change) AS changes
        FROM products.stock_changes GROUP BY product_id) c USING (product_id)
      WHERE c.changes <> s.available) t),
    'held', (SELECT count(*) FROM products.reservations WHERE status = 'held')`,
  orders: `'sold', (SELECT coalesce(json_object_agg(product_id, sold), '{}') FROM (
      SELECT product_id, sum(quantity) AS sold
      FROM orders.lines l JOIN orders.orders o ON o.id = l.order_id
      WHERE o.id > ${ORDER_COUNT} AND o.status IN ('placed', 'confirmed', 'fulfilled')
      GROUP BY product_id) t),
    'orders', (SELECT count(*) FROM orders.orders
      WHERE id > ${ORDER_COUNT} AND status IN ('placed', 'confirmed', 'fulfilled')),
    'keysUsedTwice', (SELECT count(*) FROM (SELECT 1 FROM orders.orders
      WHERE id > ${ORDER_COUNT} GROUP BY user_id, idempotency_key HAVING count(*) > 1) t),
    'revenueCents', (SELECT coalesce(sum(total_cents), 0) FROM orders.orders
      WHERE id > ${ORDER_COUNT} AND status IN ('placed', 'confirmed', 'fulfilled'))`,
  analytics: `'factOrders', (SELECT count(DISTINCT order_id) FROM analytics.facts
      WHERE order_id > ${ORDER_COUNT}),
    'factRevenueCents', (SELECT coalesce(sum(revenue_cents), 0) FROM analytics.facts
      WHERE order_id > ${ORDER_COUNT})`,
};

/** One JSON object from each server that has something to say. */
const asking = (
  plan: DeploymentPlan,
  parts: Readonly<Partial<Record<ComponentName, string>>>,
): readonly ContainerCommand[] =>
  databasesOf(plan).flatMap((container) => {
    const asked = schemasOf(container).flatMap((component) => parts[component] ?? []);
    return asked.length === 0
      ? []
      : [
          {
            container: container.name,
            command: psql('shop', `SELECT json_build_object(${asked.join(', ')})`),
          },
        ];
  });

interface Unsettled {
  readonly held: number;
  readonly unsettledOrders: number;
  readonly outboxEnd: string;
  readonly relayPosition: string;
}

/** How the shop's databases are put back, awaited and audited. */
export const data: TargetData = {
  restore: (plan) =>
    databasesOf(plan).map((container) => ({ container: container.name, command: RESTORE })),
  settled: {
    commands: (plan) => asking(plan, UNSETTLED),
    holds: (outputs) => {
      const state = merged<Unsettled>(outputs);
      return (
        state.held === 0 &&
        state.unsettledOrders === 0 &&
        state.relayPosition !== undefined &&
        state.relayPosition === state.outboxEnd
      );
    },
    // An order left pending expires after 12 s and is swept within 3.
    withinSeconds: 40,
  },
  audit: (plan) => asking(plan, AUDIT),
  reconcile: (outputs, load) => reconcile(merged(outputs), load),
};

/** The servers' objects as one: they share no key. */
const merged = <T>(outputs: readonly string[]): Partial<T> =>
  Object.assign({}, ...outputs.map((output) => JSON.parse(output) as object)) as Partial<T>;
