import { readFile } from 'node:fs/promises';
import type { ImageRecipe } from '../../target.ts';
import { seedSql } from '../seed/sql.ts';

const scripts = new URL('./database/', import.meta.url);

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
    'make.sh': await readFile(new URL('make.sh', scripts)),
    'start.sh': await readFile(new URL('start.sh', scripts)),
    'settings.conf': await readFile(new URL('settings.conf', scripts)),
    'seed.sql': Buffer.from(await seedSql()),
  }),
};
