import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Night } from '../../harness/history/night.ts';
import type { Clone } from './clone.ts';

const SHARE = 0.2;
const FILE = 'targets/shop/components/products/routes.ts';
const METRIC = 'cpu split-5-browse app/products';
const IS_ITS_ROUTE = /^GET \/(products|categories)/;

/** The hook comes first, so that it counts for every route of the component. */
const BEFORE_ROUTES = '(server: ShopServer): void => {\n';

/** Spends CPU time, not time: a process that is throttled meanwhile spends no less. */
const hookOf = (
  micros: number,
): string => `    server.addHook('onRequest', (_request, _reply, done) => {
      const start = process.cpuUsage();
      let spent = 0;
      do {
        const { user, system } = process.cpuUsage(start);
        spent = user + system;
      } while (spent < ${micros});
      done();
    });

`;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * CPU-µs to add to each request that products answers, for a fifth more than its CPU by the nights so far.
 * @throws where no night has measured products
 */
export const plantedMicros = (nights: readonly Night[]): number => {
  const perRequestMs = mean(
    nights.flatMap(({ metrics }) => metrics.find(({ id }) => id === METRIC)?.values ?? []),
  );
  const routes = nights.flatMap(({ cells }) => cells.flatMap((cell) => cell.routes));
  const requests = (some: typeof routes): number =>
    some.reduce((sum, route) => sum + route.requests, 0);
  const share = requests(routes.filter(({ route }) => IS_ITS_ROUTE.test(route))) / requests(routes);
  const micros = Math.round((SHARE * perRequestMs * 1_000) / share);
  if (!(micros > 0)) throw new Error(`no night has measured \`${METRIC}\``);
  return micros;
};

/** Commits the change in the clone. @throws where the file is no longer as it was */
export const plant = async (clone: Clone, micros: number): Promise<void> => {
  const path = join(clone.folder, FILE);
  const source = await readFile(path, 'utf8');
  const planted = source.replace(BEFORE_ROUTES, `${BEFORE_ROUTES}${hookOf(micros)}`);
  if (planted === source) throw new Error(`${FILE} has no place for the planted cost`);
  await writeFile(path, planted);
  await clone.commit('planted', `products: ${micros} µs more CPU for each request`);
};
