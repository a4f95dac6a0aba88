import type { LoadResult } from '../../harness/model/load.ts';
import type { Invalidity } from '../../harness/model/trial.ts';

/** What the databases say of everything since the seed, once all is settled. */
export interface Audit {
  /** Product → pieces that left the shelf: opening stock and changes, less what is available. */
  readonly taken: Readonly<Record<string, number>>;
  /** Product → pieces in orders that stand. */
  readonly sold: Readonly<Record<string, number>>;
  readonly held: number;
  readonly orders: number;
  readonly keysUsedTwice: number;
  readonly revenueCents: number;
  readonly factOrders: number;
  readonly factRevenueCents: number;
}

/** What of the shop's data makes a trial no result. */
export const SHOP_RULES = [
  'audit incomplete',
  'stock differs',
  'reservation left',
  'order lost',
  'order twice',
  'facts differ',
] as const;
export type ShopRule = (typeof SHOP_RULES)[number];

type Load = Pick<LoadResult, 'counts' | 'tallies'>;

const EXAMPLES = 3;

/** What does not add up, within the data and between the data and what the agent was told. */
export const reconcile = (audit: Partial<Audit>, load: Load): readonly Invalidity<ShopRule>[] => {
  const { taken, sold, orders } = audit;
  if (taken === undefined || sold === undefined || orders === undefined) {
    return [
      {
        rule: 'audit incomplete',
        detail: `the databases only told ${Object.keys(audit).join(', ')}`,
      },
    ];
  }
  return [
    ...stockDiffers(taken, sold),
    ...expected('reservation left', 'reservations still held', audit.held, 0),
    ...expected('order twice', 'idempotency keys with several orders', audit.keysUsedTwice, 0),
    ...expected('facts differ', 'orders in analytics', audit.factOrders, orders),
    ...expected('facts differ', 'cents in analytics', audit.factRevenueCents, audit.revenueCents),
    ...ordersDiffer(orders, load),
  ];
};

const stockDiffers = (
  taken: Audit['taken'],
  sold: Audit['sold'],
): readonly Invalidity<ShopRule>[] => {
  const products = [...new Set([...Object.keys(taken), ...Object.keys(sold)])];
  const wrong = products.filter((product) => (taken[product] ?? 0) !== (sold[product] ?? 0));
  if (wrong.length === 0) return [];
  const examples = wrong
    .slice(0, EXAMPLES)
    .map(
      (product) => `product ${product}: ${taken[product] ?? 0} taken, ${sold[product] ?? 0} sold`,
    );
  return [
    {
      rule: 'stock differs',
      detail: `${wrong.length} products, among them ${examples.join('; ')}`,
    },
  ];
};

/** An order without an answer (timeout, lost, an error) may or may not have been placed. */
const ordersDiffer = (
  orders: number,
  { counts, tallies }: Load,
): readonly Invalidity<ShopRule>[] => {
  const confirmed = tallies['ordersPlaced'] ?? 0;
  const uncertain = counts.timeouts + counts.lost + counts.errors;
  if (orders < confirmed) {
    return [
      {
        rule: 'order lost',
        detail: `${confirmed} orders were confirmed, ${orders} are in the data`,
      },
    ];
  }
  if (orders > confirmed + uncertain) {
    return [
      {
        rule: 'order twice',
        detail: `${orders} orders are in the data, ${confirmed} were confirmed and at most ${uncertain} more sent`,
      },
    ];
  }
  return [];
};

const expected = (
  rule: ShopRule,
  what: string,
  actual: number | undefined,
  wanted: number | undefined,
): readonly Invalidity<ShopRule>[] =>
  actual === wanted
    ? []
    : [{ rule, detail: `${what}: ${actual ?? 'unknown'} instead of ${wanted ?? 'unknown'}` }];
