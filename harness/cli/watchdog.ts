import { spawn } from 'node:child_process';
import { Command } from 'commander';
import { connectDocker } from '../engine/docker/docker.ts';

const ALL_REMOVED = 'all removed';

/**
 * A process of its own that outlives this one. It reads a pipe: where that ends without a word, this
 * process was killed, and what its run left on the engine is removed.
 */
export const startWatchdog = (): Disposable => {
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', 'watchdog'], {
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

const readAll = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** The watchdog itself. It ignores what ends its owner's terminal: that is what it is there for. */
export const watchdogCommand = (): Command =>
  new Command('watchdog').action(async () => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
    if ((await readAll(process.stdin)) === ALL_REMOVED) return;
    const engine = await connectDocker();
    await engine.reap({ dryRun: false });
  });
