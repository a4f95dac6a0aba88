import { readFile } from 'node:fs/promises';
import { analyticsSeed } from '../components/analytics/seed.ts';
import { ordersSeed } from '../components/orders/seed.ts';
import { productsSeed } from '../components/products/seed.ts';
import { usersSeed } from '../components/users/seed.ts';
import { COMPONENT_NAMES, type ComponentName } from '../runtime/contract.ts';
import { copySql, type SeedTable } from './table.ts';

const SEEDS: Readonly<Record<ComponentName, () => readonly SeedTable[]>> = {
  users: usersSeed,
  products: productsSeed,
  orders: ordersSeed,
  admin: () => [],
  analytics: analyticsSeed,
};

/** A psql script that makes and fills the schemas of these components in an empty database. */
export const seedSql = async (
  components: readonly ComponentName[] = COMPONENT_NAMES,
): Promise<string> => {
  const parts = await Promise.all(
    components.map(async (component) => [
      await readFile(new URL(`../components/${component}/schema.sql`, import.meta.url), 'utf8'),
      ...SEEDS[component]().map(copySql),
    ]),
  );
  return ['\\set ON_ERROR_STOP on', ...parts.flat(), ''].join('\n');
};
