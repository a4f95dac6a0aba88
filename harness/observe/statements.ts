import type { Statement } from '../model/kneeProfile.ts';

/** Those beyond take next to no time, and a report has room for fewer. */
const MOST_STATEMENTS = 30;
const LONGEST_TEXT = 400;

/** The database that the commands run in, whose statements are the harness's own. */
const OWN = '(SELECT oid FROM pg_database WHERE datname = current_database())';

/** Begins anew to count. The library has to be among the server's `shared_preload_libraries`. */
export const RESET_STATEMENTS: readonly string[] = [
  'SET client_min_messages = warning',
  'CREATE EXTENSION IF NOT EXISTS pg_stat_statements',
  'SELECT pg_stat_statements_reset()',
];

/** What was executed since the reset in any database but the one that asks, as JSON. */
export const READ_STATEMENTS = `SELECT json_build_object(
  'totalMs', (SELECT coalesce(sum(total_exec_time), 0) FROM pg_stat_statements WHERE dbid <> ${OWN}),
  'statements', (SELECT coalesce(json_agg(s), '[]') FROM (
    SELECT left(regexp_replace(min(query), '\\s+', ' ', 'g'), ${LONGEST_TEXT}) AS text,
      sum(calls)::float8 AS calls, sum(total_exec_time) AS "totalMs", sum(rows)::float8 AS rows,
      sum(shared_blks_read)::float8 AS "pagesRead", sum(wal_bytes)::float8 AS "walBytes"
    FROM pg_stat_statements WHERE dbid <> ${OWN}
    GROUP BY queryid ORDER BY sum(total_exec_time) DESC LIMIT ${MOST_STATEMENTS}) s))`;

/** Pure. @param output of `READ_STATEMENTS` @throws where it is not that. */
export const parseStatements = (
  output: string,
): { readonly totalMs: number; readonly statements: readonly Statement[] } => {
  const read = JSON.parse(output) as ReturnType<typeof parseStatements>;
  if (typeof read.totalMs === 'number' && Array.isArray(read.statements)) return read;
  throw new Error(`this is no list of statements: ${output.slice(0, 200)}`);
};
