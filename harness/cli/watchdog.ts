import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the owner says when it believes to have removed everything itself. */
export const ALL_REMOVED = 'all removed';

/** Beside this file, and TypeScript or JavaScript as this one is. */
const PROCESS = fileURLToPath(
  new URL(`./watchdogProcess${extname(import.meta.url)}`, import.meta.url),
);

/**
 * Starts a process that removes what this one leaves on the engine, once this one has ended, in
 * whatever way. Disposing of it tells it that nothing should be left, so that it looks only once.
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
    // The pipe stays open: only its end says that this process, and with it its claim, is gone.
    [Symbol.dispose]: () => {
      child.stdin.write(ALL_REMOVED);
    },
  };
};
