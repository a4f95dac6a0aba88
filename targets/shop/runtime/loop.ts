/** Background work of a component. */
export interface Loop {
  readonly name: string;
  /** One round. @returns ms until the next; jitter is added, so that replicas drift apart. */
  readonly round: () => Promise<number>;
}

export interface RunningLoop {
  readonly name: string;
  readonly counts: () => { readonly rounds: number; readonly failures: number };
  /** Ends when the round under way has ended. */
  readonly stop: () => Promise<void>;
}

const JITTER = 0.2;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;

/**
 * Runs a loop until it is stopped. A round that fails is tried again, ever later, and never ends the
 * process: its database may be gone for a while (restored, restarted).
 * @param report is told of the first failure of each unbroken series.
 */
export const startLoop = (loop: Loop, report: (message: string) => void): RunningLoop => {
  let rounds = 0;
  let failures = 0;
  let failuresInARow = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  const schedule = (delayMs: number): void => {
    if (stopped) return;
    const jittered = delayMs * (1 - JITTER + 2 * JITTER * Math.random());
    timer = setTimeout(() => {
      current = run();
    }, jittered);
    timer.unref();
  };

  const run = async (): Promise<void> => {
    try {
      const nextMs = await loop.round();
      rounds += 1;
      failuresInARow = 0;
      schedule(nextMs);
    } catch (error) {
      failures += 1;
      failuresInARow += 1;
      if (failuresInARow === 1) report(`${loop.name}: ${String(error)}; it will be tried again`);
      schedule(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failuresInARow - 1)));
    }
  };

  schedule(FIRST_RETRY_MS);
  return {
    name: loop.name,
    counts: () => ({ rounds, failures }),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return current;
    },
  };
};
