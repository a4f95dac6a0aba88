import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from '../engine.ts';

/** What a daemon that restarts gives: no connection, or one that is cut. */
const AWAY: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE']);

/** Whether the daemon was not there to answer, and may be again in a moment. */
const isAway = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && AWAY.has(error.code)) ||
    (error instanceof AggregateError && error.errors.some(isAway)) ||
    isAway(error.cause));

/** A daemon with many containers to stop took 12 s to restart. */
const BACK_WITHIN_MS = 60_000;
const RETRY_AFTER_MS = 250;

/**
 * Does `work` again while the daemon is away: for what must not be left undone, such as a removal.
 * @throws what `work` threw, at once where the daemon was there, else after `withinMs`.
 */
export const persistently = async <Result>(
  work: () => Promise<Result>,
  { withinMs = BACK_WITHIN_MS, signal }: { withinMs?: number; signal?: AbortSignal } = {},
): Promise<Result> => {
  const deadlineMs = performance.now() + withinMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (!isAway(error) || performance.now() > deadlineMs) throw error;
      await delay(RETRY_AFTER_MS);
    }
  }
};

/**
 * Waits for a daemon that restarts.
 * @throws {EngineError} with the remedy where it stays away.
 */
export const untilBack = async (
  ping: () => Promise<unknown>,
  { withinMs = BACK_WITHIN_MS, signal }: { withinMs?: number; signal?: AbortSignal } = {},
): Promise<void> => {
  try {
    await persistently(ping, signal ? { withinMs, signal } : { withinMs });
  } catch (cause) {
    signal?.throwIfAborted();
    throw new EngineError(
      `Docker has not answered for ${withinMs / 1000} s. See its log (journalctl --unit docker), start it again ` +
        'with scripts/docker-up, and go on with: plateau run --resume RUN',
      { cause },
    );
  }
};
