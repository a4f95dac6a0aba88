import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the owner says when it has removed everything itself. */
export const ALL_REMOVED = 'all removed';

/** Beside this file, and TypeScript or JavaScript as this one is. */
const PROCESS = fileURLToPath(
  new URL(`./watchdogProcess${extname(import.meta.url)}`, import.meta.url),
);

/**
 * Starts a process that removes what this one leaves on the engine where this one is killed.
 * Disposing of it tells it that nothing is left.
 */
export const startWatchdog = (): Disposable => {
  const child = spawn(process.execPath, [...process.execArgv, PROCESS], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  // A watchdog that could not start or was killed guards nothing; the next command reaps instead.
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  return {
    [Symbol.dispose]: () => {
      child.stdin.end(ALL_REMOVED);
    },
  };
};
