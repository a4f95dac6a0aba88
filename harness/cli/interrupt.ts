/** The user asked to stop. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Turns the first Ctrl-C (SIGTERM, SIGHUP) into an abort, so that work stops in order and removes
 * what it made. A second one ends the process at once; the watchdog removes what that leaves.
 */
export const interruptible = async <Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const controller = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      console.error(
        `\n${signal}: ending at once; a process in the background removes what was made`,
      );
      process.exit(130);
    }
    console.error(`\n${signal}: stopping, and removing what was made (again to stop at once)`);
    controller.abort(new InterruptedError(`stopped by ${signal}`));
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
};
