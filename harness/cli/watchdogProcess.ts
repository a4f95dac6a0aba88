/**
 * The watchdog: a process that outlives its owner. It reads a pipe; where that ends without a word,
 * the owner was killed, and what its run left on the engine is removed.
 */
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { connectDocker } from '../engine/docker/docker.ts';
import { ALL_REMOVED } from './watchdog.ts';

const REAP_PASSES = 6;
const REAP_EVERY_MS = 2_000;

// What ends its owner's terminal must not end it: that is what it is there for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

if ((await text(process.stdin)) !== ALL_REMOVED) {
  const engine = await connectDocker();
  // What the owner had asked for last may be made only after it died, and can't be removed while it
  // is being made: a pass that fails is followed by another.
  for (let pass = 0; pass < REAP_PASSES; pass += 1) {
    await engine.reap({ dryRun: false }).catch(() => []);
    await delay(REAP_EVERY_MS);
  }
}
