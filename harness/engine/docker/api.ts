import { EngineError } from '../engine.ts';
import { remedyFor } from './remedies.ts';

/** A healthy daemon answers in milliseconds; one that starts many containers at once, in seconds. */
const API_WITHIN_MS = 60_000;

/**
 * Awaits one request to Docker, but not for ever.
 *
 * @param what completes "Docker could not …".
 * @throws {EngineError} that names the request, with the original as cause.
 */
export const asked = async <T>(
  what: string,
  request: Promise<T>,
  withinMs = API_WITHIN_MS,
): Promise<T> => {
  const unanswered = new EngineError(
    `Docker could not ${what}: no answer in ${withinMs / 1000} s. ` +
      'The daemon hangs or is overloaded; see its log, and restart it if need be.',
  );
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unanswered), withinMs);
  });
  try {
    return await Promise.race([request, timeout]);
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const reason = reasonOf(cause);
    throw new EngineError(`Docker could not ${what}: ${reason}${remedyFor(reason)}`, { cause });
  } finally {
    clearTimeout(timer);
  }
};

/** As `asked`, where "no such thing" is an answer too: null. */
export const askedFor = async <T>(
  what: string,
  request: Promise<T>,
  withinMs = API_WITHIN_MS,
): Promise<T | null> => {
  try {
    return await asked(what, request, withinMs);
  } catch (error) {
    if (error instanceof EngineError && statusOf(error.cause) === 404) return null;
    throw error;
  }
};

/** HTTP status of a request that Docker refused; null where it never answered. */
export const statusOf = (error: unknown): number | null =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : null;

/** Docker's own words where it sent any. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const body = 'json' in error ? error.json : null;
  if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message);
  return error.message.trim() || ('code' in error ? String(error.code) : error.name);
};
