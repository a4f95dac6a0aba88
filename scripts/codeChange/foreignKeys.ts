import type { LostForeignKey } from '../../harness/model/codeChange.ts';

const TABLE = /CREATE TABLE (\w+)\.(\w+) \(([\s\S]*?)\n\)/g;
const COLUMN = /^\s*(\w+)_id\s+(?:integer|bigint)\b(.*)$/gm;

/**
 * Columns that are named after another component's rows (`product_id` outside of products) and refer to
 * no table: each is a foreign key that one database would hold.
 * @param schemas component → its `CREATE TABLE` statements
 */
export const lostForeignKeys = (
  schemas: Readonly<Record<string, string>>,
): readonly LostForeignKey[] =>
  Object.entries(schemas).flatMap(([component, sql]) =>
    [...sql.matchAll(TABLE)].flatMap(([, schema, table, columns = '']) =>
      [...columns.matchAll(COLUMN)].flatMap(([, thing = '', rest = '']) => {
        const to = `${thing}s`;
        return to in schemas && to !== component && !/\bREFERENCES\b/.test(rest)
          ? [{ column: `${schema}.${table}.${thing}_id`, to }]
          : [];
      }),
    ),
  );
