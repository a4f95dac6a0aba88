import type { Scenario } from '../../targets/scenario.ts';
import type { LoadJob, LoadModel, LoadResult } from '../model/load.ts';
import { seededRandom } from '../model/random.ts';
import type { LoadError } from './agent.ts';
import { openConnections } from './autocannon.ts';
import { closedPacing } from './closedPacing.ts';
import { checkedUrl } from './job.ts';
import { OpenPacing } from './openPacing.ts';
import { Recorder, type Window } from './recorder.ts';
import { evenSchedule, poissonSchedule, type Schedule } from './schedule.ts';
import { type Drive, type Pacing, User } from './user.ts';

const TICK_MS = 50;
/** Spreads the seeds of users over the whole range (2^32 / golden ratio). */
const SEED_STEP = 0x9e3779b1;

const scheduleOf = (model: LoadModel & { kind: 'open' }, seed: number): Schedule =>
  model.arrivals === 'even'
    ? evenSchedule(model.ratePerSecond)
    : poissonSchedule(model.ratePerSecond, seededRandom(seed));

const windowOf = ({ settleSeconds, measureSeconds }: LoadJob): Window => ({
  startMs: settleSeconds * 1_000,
  endMs: (settleSeconds + measureSeconds) * 1_000,
});

/** This process's CPU in the measured window: settling and drain are left out. */
class GeneratorCpu {
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #now: () => number;
  #from = process.cpuUsage();
  #fromMs = 0;
  #used: { readonly cpuSeconds: number; readonly wallSeconds: number } | undefined;

  constructor({ startMs, endMs }: Window, now: () => number) {
    this.#now = now;
    this.#timers = [setTimeout(() => this.#begin(), startMs), setTimeout(() => this.used(), endMs)];
  }

  /** From the window's start to its end, or to the first call where its end was missed. */
  used(): { readonly cpuSeconds: number; readonly wallSeconds: number } {
    if (!this.#used) {
      const { user, system } = process.cpuUsage(this.#from);
      this.#used = {
        cpuSeconds: (user + system) / 1e6,
        wallSeconds: (this.#now() - this.#fromMs) / 1_000,
      };
    }
    return this.#used;
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #begin(): void {
    this.#from = process.cpuUsage();
    this.#fromMs = this.#now();
  }
}

/** Ends what waits longer than the timeout. @returns once all that was due has ended. */
const finished = async (
  { pacing, underWay, now }: Drive,
  window: Window,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const ticker = setInterval(() => {
      const nowMs = now();
      for (const user of underWay) {
        if (nowMs - user.sentMs < timeoutMs) break;
        user.timedOut(nowMs);
      }
      const noMore = pacing.tick(nowMs);
      if (!signal.aborted && !(noMore && underWay.size === 0 && nowMs > window.endMs)) return;
      clearInterval(ticker);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    }, TICK_MS);
  });

/**
 * Drives one job from this process: settles, measures, then waits for what is still under way.
 * @throws {LoadError} for a job that cannot be driven, also where this machine is too small for it;
 * the signal's reason where it aborts.
 */
export const drive = async (
  job: LoadJob,
  scenario: Scenario,
  signal?: AbortSignal,
): Promise<LoadResult> => {
  signal?.throwIfAborted();
  const { model, seed, timeoutMs, baseUrl } = job;
  const { host } = checkedUrl(job);
  const window = windowOf(job);
  let originMs = performance.now();
  const now = (): number => performance.now() - originMs;
  const recorder = new Recorder(window);
  const underWay = new Set<User>();
  const pacing: Pacing =
    model.kind === 'closed'
      ? closedPacing(recorder, window.endMs)
      : new OpenPacing({
          schedule: scheduleOf(model, seed),
          ratePerSecond: model.ratePerSecond,
          recorder,
          untilMs: window.endMs,
          timeoutMs,
          underWay,
          now,
        });
  const failed = new AbortController();
  const starved = (error: LoadError): void => failed.abort(error);
  const shared: Drive = { host, pacing, recorder, underWay, now, starved };
  const sessions = scenario.sessions(seededRandom(seed));
  let users = 0;
  const connections = openConnections(baseUrl, model.connections, (connection) => {
    users += 1;
    return new User(shared, connection, sessions(seededRandom(seed + users * SEED_STEP)));
  });
  // Making many connections takes this process some time, which is not the target's.
  originMs = performance.now();
  const cpu = new GeneratorCpu(window, now);
  try {
    const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
    await finished(shared, window, timeoutMs, either);
    // On a busy machine the last tick may come before the timer of the window's end.
    cpu.used();
  } finally {
    pacing.stop();
    cpu.stop();
    await connections.close();
  }
  return {
    model,
    measuredSeconds: job.measureSeconds,
    routes: recorder.routes(),
    counts: recorder.counts(),
    bins: recorder.bins(),
    generator: {
      ...cpu.used(),
      sendLagMicros: recorder.sendLagMicros(),
      meanConcurrency: recorder.meanConcurrency(),
    },
    tallies: recorder.tallies(),
  };
};
