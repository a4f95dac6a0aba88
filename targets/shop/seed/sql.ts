import { readFile } from 'node:fs/promises';
import { analyticsSeed } from '../components/analytics/seed.ts';
import { ordersSeed } from '../components/orders/seed.ts';
import { productsSeed } from '../components/products/seed.ts';
import { usersSeed } from '../components/users/seed.ts';
import { COMPONENT_NAMES, type ComponentName } from '../runtime/contract.ts';
import { copySql, type SeedTable } from './table.ts';

const SHOP = new URL('../', import.meta.url);

const SEEDS: Readonly<Record<ComponentName, () => readonly SeedTable[]>> = {
  users: usersSeed,
  products: productsSeed,
  orders: ordersSeed,
  admin: () => [],
  analytics: analyticsSeed,
};

/** @param shop folder of the shop's sources. */
export const schemaIn = (shop: URL, component: ComponentName): URL =>
  new URL(`components/${component}/schema.sql`, shop);

/** A psql script that makes and fills the schemas of these components in an empty database. */
export const seedSql = async (
  components: readonly ComponentName[] = COMPONENT_NAMES,
): Promise<string> => {
  const parts = await Promise.all(
    components.map(async (component) => [
      await readFile(schemaIn(SHOP, component), 'utf8'),
      ...SEEDS[component]().map(copySql),
    ]),
  );
  return ['\\set ON_ERROR_STOP on', ...parts.flat(), ''].join('\n');
};
