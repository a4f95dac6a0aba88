/** Rows for one table, as COPY takes them. */
export interface SeedTable {
  /** With its schema: `users.accounts`. */
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** Identity column whose next value must follow the seeded ones. */
  readonly identity?: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

const field = (value: string | number): string =>
  typeof value === 'number'
    ? String(value)
    : value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);

/** A COPY statement with its data, for psql. */
export const copySql = ({ table, columns, rows, identity }: SeedTable): string =>
  [
    `COPY ${table} (${columns.join(', ')}) FROM stdin;`,
    ...rows.map((row) => row.map(field).join('\t')),
    '\\.',
    ...(identity === undefined
      ? []
      : [
          `SELECT setval(pg_get_serial_sequence('${table}', '${identity}'), ` +
            `(SELECT max(${identity}) FROM ${table}));`,
        ]),
    '',
  ].join('\n');
