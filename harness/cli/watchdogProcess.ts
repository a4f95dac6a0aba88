/**
 * The watchdog: a process that outlives its owner. It reads a pipe that ends when the owner does, and
 * then removes what the owner's run left on the engine.
 */
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { connectDocker } from '../engine/docker/docker.ts';
import { ALL_REMOVED } from './watchdog.ts';

const REAP_EVERY_MS = 500;
/** What a killed owner had asked for last may be made only after its end: eight containers took 5 s. */
const LATECOMERS_MS = 12_000;
/** An engine that went away with the owner, or before it, is waited for. */
const GIVE_UP_MS = 300_000;

/** @returns whether the engine answered and has nothing left. */
const reaped = async (): Promise<boolean> => {
  try {
    await (await connectDocker()).reap({ dryRun: false });
    return true;
  } catch {
    return false;
  }
};

// What ends its owner's terminal must not end it: that is what it is there for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const said = await text(process.stdin);
const lookForMs = said.startsWith(ALL_REMOVED) ? 0 : LATECOMERS_MS;
const startedMs = performance.now();
for (;;) {
  const clean = await reaped();
  const elapsedMs = performance.now() - startedMs;
  if (clean && elapsedMs >= lookForMs) break;
  if (elapsedMs > GIVE_UP_MS) break;
  await delay(REAP_EVERY_MS);
}
