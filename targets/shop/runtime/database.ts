import pg from 'pg';
import { isUnavailable } from './availability.ts';
import { ShopError } from './error.ts';

/**
 * A named, parameterised statement: PostgreSQL parses and plans it once a connection.
 * `Row` and `Values` are what the text gives and takes; the database does not check them.
 */
export interface Statement<Row, Values extends readonly unknown[]> {
  readonly name: string;
  readonly text: string;
  /** Carries the types only. */
  readonly types?: { readonly row: Row; readonly values: Values };
}

export const statement = <Row, Values extends readonly unknown[]>(
  name: string,
  text: string,
): Statement<Row, Values> => ({ name, text });

export type Query = <Row, Values extends readonly unknown[]>(
  statement: Statement<Row, Values>,
  ...values: Values
) => Promise<readonly Row[]>;

/** A component's way to its schema. Rejects with `ShopError` `unavailable` where the server is away. */
export interface Database {
  /** One statement, committed by itself. */
  readonly query: Query;
  /** Commits when `work` ends, rolls back when it throws. */
  readonly transaction: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
}

export interface PoolCounters {
  readonly host: string;
  readonly size: number;
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
  /** Since the start: checkouts of a connection, those that had to wait for one, and for how long in all. */
  readonly checkouts: number;
  readonly waits: number;
  readonly waitMs: number;
}

/** The connections to one server, shared by the components of this process that live on it. */
export interface DatabasePool extends Database {
  readonly counters: () => PoolCounters;
  readonly close: () => Promise<void>;
}

export interface PoolOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly size: number;
}

/** Longer than any sound statement, shorter than a client's patience. */
const STATEMENT_TIMEOUT_MS = 8_000;
const CONNECT_TIMEOUT_MS = 8_000;

const TYPE_OID = { int8: 20, date: 1082, numeric: 1700, timestamptz: 1184 } as const;

/** Rows must look the same in process and after JSON, so times are ISO strings and days stay text. */
const parsers = new Map<number, (text: string) => unknown>([
  [TYPE_OID.int8, Number],
  [TYPE_OID.numeric, Number],
  [TYPE_OID.date, (text) => text],
  [TYPE_OID.timestamptz, (text) => new Date(text).toISOString()],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format ?? 'text'),
};

export const openPool = (options: PoolOptions): DatabasePool => {
  const pool = new pg.Pool({
    host: options.host,
    port: options.port,
    user: options.user,
    password: options.password,
    database: options.database,
    max: options.size,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    types,
  });
  // A server that goes away ends idle connections; unheard, that event would end the process.
  pool.on('error', ignore);
  // So would the same event of a connection in use; whoever uses it sees its query rejected.
  pool.on('connect', (client) => client.on('error', ignore));

  let checkouts = 0;
  let waits = 0;
  let waitMs = 0;

  const checkOut = async (): Promise<pg.PoolClient> => {
    checkouts += 1;
    if (pool.idleCount > 0) return pool.connect();
    const startedAtMs = performance.now();
    const waited = pool.totalCount >= options.size;
    const client = await pool.connect();
    if (waited) {
      waits += 1;
      waitMs += performance.now() - startedAtMs;
    }
    return client;
  };

  const run = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    let client: pg.PoolClient;
    try {
      client = await checkOut();
    } catch (cause) {
      throw away(options, cause);
    }
    try {
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      const gone = isUnavailable(error);
      client.release(gone);
      throw gone ? away(options, error) : (unstorable(error) ?? error);
    }
  };

  return {
    query: (statement, ...values) => run((client) => queryOn(client)(statement, ...values)),
    transaction: (work) =>
      run(async (client) => {
        await client.query('BEGIN');
        try {
          const result = await work(queryOn(client));
          await client.query('COMMIT');
          return result;
        } catch (error) {
          if (!isUnavailable(error)) await client.query('ROLLBACK');
          throw error;
        }
      }),
    counters: () => ({
      host: options.host,
      size: options.size,
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      checkouts,
      waits,
      waitMs,
    }),
    close: () => pool.end(),
  };
};

const ignore = (): void => undefined;

const queryOn =
  (client: pg.PoolClient): Query =>
  async <Row, Values extends readonly unknown[]>(
    { name, text }: Statement<Row, Values>,
    ...values: Values
  ) => {
    const result = await client.query({ name, text, values: [...values] });
    return result.rows as readonly Row[];
  };

const away = (options: PoolOptions, cause: unknown): ShopError =>
  new ShopError('unavailable', `the database on ${options.host} does not answer`, { cause });

const CHARACTER_NOT_IN_REPERTOIRE = '22021';

/** A text that PostgreSQL can't take, such as one with a zero byte, is its sender's mistake. */
const unstorable = (error: unknown): ShopError | undefined =>
  error instanceof pg.DatabaseError && error.code === CHARACTER_NOT_IN_REPERTOIRE
    ? new ShopError('invalid_request', 'a text holds a character that no text may hold', {
        cause: error,
      })
    : undefined;
