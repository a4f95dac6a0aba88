import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintOf } from './database.ts';

const PACKAGE = new URL('../../../', import.meta.url);

const SCRIPTS = ['make.sh', 'start.sh', 'settings.conf'].map(
  (name) => `targets/shop/images/database/${name}`,
);
const SCHEMAS = ['users', 'products', 'orders', 'admin', 'analytics'].map(
  (name) => `targets/shop/components/${name}/schema.sql`,
);

/** A file of the sources, and an edit of it that makes other rows. */
const EDITS: readonly (readonly [string, string, string])[] = [
  ['targets/shop/seed/world.ts', 'ORDER_COUNT = 20_000', 'ORDER_COUNT = 20_001'],
  ['targets/shop/seed/catalogue.ts', 'SEED = 20_260_630', 'SEED = 20_260_631'],
  ['targets/shop/seed/history.ts', 'OPEN_DAYS = 3', 'OPEN_DAYS = 4'],
  ['targets/shop/seed/random.ts', 'low + Math.floor', 'low + Math.ceil'],
  ['targets/shop/seed/table.ts', ".join('\\t')", ".join(',')"],
  ['targets/shop/seed/sql.ts', 'ON_ERROR_STOP on', 'ON_ERROR_STOP off'],
  ['targets/shop/components/users/seed.ts', "'Back Office'", "'Someone'"],
  ['targets/shop/components/orders/seed.ts', 'seed-', 'sown-'],
  ['targets/shop/components/products/seed.ts', 'stock_changes', 'stock_moves'],
  ['targets/shop/components/analytics/seed.ts', 'orderId', 'orderIdentity'],
  ['harness/model/random.ts', '>>>', '>>'],
];

describe('the fingerprint of the database image', () => {
  let copy: string;
  const fingerprint = () => fingerprintOf(pathToFileURL(join(copy, 'targets/shop/')));

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'plateau-fingerprint-'));
    for (const path of ['package.json', 'targets', 'harness/model'])
      await cp(new URL(path, PACKAGE), join(copy, path), { recursive: true });
  });
  afterAll(() => rm(copy, { recursive: true }));

  it('is the same wherever the sources lie', async () => {
    expect(await fingerprint()).toBe(await fingerprintOf(new URL('../', import.meta.url)));
  });

  it.each([...SCRIPTS, ...SCHEMAS])('changes with %s', async (file) => {
    const path = join(copy, file);
    const [before, content] = [await fingerprint(), await readFile(path)];
    await appendFile(path, '-- changed\n');
    expect(await fingerprint()).not.toBe(before);
    await writeFile(path, content);
    expect(await fingerprint()).toBe(before);
  });

  it.each(EDITS)('changes with %s', async (file, from, to) => {
    const path = join(copy, file);
    const [before, content] = [await fingerprint(), await readFile(path, 'utf8')];
    expect(content).toContain(from);
    await writeFile(path, content.replace(from, to));
    expect(await fingerprint()).not.toBe(before);
    await writeFile(path, content);
  });

  it('stays as it is where other code beside it changes', async () => {
    const path = join(copy, 'targets/shop/components/analytics/relay.ts');
    const [before, content] = [await fingerprint(), await readFile(path, 'utf8')];
    await writeFile(path, content.replace('BATCH = 500', 'BATCH = 501'));
    expect(await fingerprint()).toBe(before);
    await writeFile(path, content);
  });
});
