import type { ScalingPoint } from '../analysis/scaling/data.ts';
import { UsageError } from './errors.ts';

const COLUMNS = ['n', 'throughput'] as const;

const numberIn = (text: string | undefined, column: string, place: string): number => {
  const value = Number(text);
  if (text === undefined || text === '' || !Number.isFinite(value)) {
    throw new UsageError(`${place}: ${column} is '${text ?? ''}', a number is needed`);
  }
  return value;
};

const pointIn = (
  fields: readonly string[],
  columns: readonly number[],
  place: string,
): ScalingPoint => {
  const [n = 0, throughput = 0] = COLUMNS.map((column, i) =>
    numberIn(fields[columns[i] as number], column, place),
  );
  if (n < 1) throw new UsageError(`${place}: n is ${n}, and must be 1 or more`);
  if (throughput <= 0) {
    throw new UsageError(`${place}: throughput is ${throughput}, and must be more than 0`);
  }
  return { n, throughput };
};

const fieldsOf = (line: string): readonly string[] =>
  line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));

/**
 * Points from a CSV with a header that names `n` and `throughput`; further columns are ignored,
 * as are empty lines and lines that begin with #.
 * @param name of the file, for messages
 * @throws {UsageError} that names the first bad line
 */
export const parseThroughputCsv = (text: string, name: string): readonly ScalingPoint[] => {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, i) => ({ line, place: `${name}, line ${i + 1}` }))
    .filter(({ line }) => line.trim() !== '' && !line.startsWith('#'));
  const [header, ...rows] = lines;
  if (!header) throw new UsageError(`${name} is empty; it needs a header line: n,throughput`);
  const names = fieldsOf(header.line).map((field) => field.toLowerCase());
  const columns = COLUMNS.map((column) => names.indexOf(column));
  const missing = COLUMNS.filter((_, i) => columns[i] === -1);
  if (missing.length > 0) {
    throw new UsageError(
      `${header.place}: no column ${missing.map((column) => `'${column}'`).join(' and ')}; the header must name n and throughput`,
    );
  }
  if (rows.length === 0) throw new UsageError(`${name} has a header and no rows`);
  return rows.map(({ line, place }) => pointIn(fieldsOf(line), columns, place));
};
