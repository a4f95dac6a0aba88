import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { bundle } from '../../images/bundle.ts';
import type { ImageRecipe } from '../../target.ts';
import { COMPONENT_NAMES } from '../runtime/contract.ts';
import { schemaIn, seedSql } from '../seed/sql.ts';

const SHOP = new URL('../', import.meta.url);

const SCRIPTS = ['make.sh', 'start.sh', 'settings.conf'];

const scriptsIn = (shop: URL) =>
  Promise.all(
    SCRIPTS.map(
      async (name) => [name, await readFile(new URL(`images/database/${name}`, shop))] as const,
    ),
  );

/**
 * Hash of all that decides what is in the image: scripts, schemas and, in the stead of the rows, the
 * program that makes them from nothing else. Bundling it takes a twentieth of the time of running it.
 * @param shop folder of the shop's sources.
 */
export const fingerprintOf = async (shop: URL): Promise<string> => {
  const inputs = [
    ...(await scriptsIn(shop)),
    ...(await Promise.all(
      COMPONENT_NAMES.map(async (name) => [name, await readFile(schemaIn(shop, name))] as const),
    )),
    ['seed', await bundle(new URL('seed/sql.ts', shop))] as const,
  ];
  const hash = createHash('sha256');
  for (const [name, content] of inputs) hash.update(`${name} ${content.length}\n`).update(content);
  return hash.digest('hex');
};

/**
 * PostgreSQL 17 with the whole shop seeded in the template database `seed`, so that starting is a
 * copy of files, and so is putting the data back. PGDATA is to be a volume, which the engine fills
 * from the image. A password for the role `shop` comes with the environment, settings as arguments.
 */
export const database: ImageRecipe = {
  name: 'database',
  dockerfile: [
    'RUN mkdir -p /etc/postgresql-common \\',
    // The package would make a cluster of its own otherwise.
    " && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \\",
    ' && apt-get update \\',
    ' && apt-get install -y --no-install-recommends postgresql-17 \\',
    ' && apt-get clean && rm -rf /var/lib/apt/lists/* \\',
    ' && install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data',
    'ENV PATH=/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin \\',
    '    PGDATA=/var/lib/postgresql/data PGHOST=/tmp',
    'USER postgres',
    'COPY --chown=postgres make.sh settings.conf seed.sql /tmp/shop/',
    'RUN sh /tmp/shop/make.sh',
    'COPY start.sh /usr/local/bin/start-database',
    'ENTRYPOINT ["/bin/sh", "/usr/local/bin/start-database"]',
  ].join('\n'),
  context: async () => ({
    ...Object.fromEntries(await scriptsIn(SHOP)),
    'seed.sql': Buffer.from(await seedSql()),
  }),
  fingerprint: () => fingerprintOf(SHOP),
};
