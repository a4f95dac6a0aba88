/** PostgreSQL's classes of errors that mean "not now": connection, resources, operator's intervention. */
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57', '3D']);

const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** `pg` gives its own connection errors no code. */
const UNCODED = /connection terminated|timeout exceeded when trying to connect|not queryable/i;

const STATEMENT_TIMEOUT = '57014';

/** True where the server or the way to it failed, so that the connection is worth nothing any more. */
export const isUnavailable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return UNCODED.test(error.message);
  return (
    SYSTEM_CODES.has(code) ||
    code === STATEMENT_TIMEOUT ||
    (code.length === 5 && UNAVAILABLE_CLASSES.has(code.slice(0, 2)))
  );
};
