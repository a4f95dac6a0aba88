import type { Recorder } from './recorder.ts';
import type { Schedule } from './schedule.ts';
import type { Pacing, User } from './user.ts';

/**
 * Timers wake in whole milliseconds. A request leaves at the last wake-up before it is due: early by a tick at
 * most, and what a timer rings late. Latency is never counted from before a request was written, so being early
 * costs it nothing, while each half tick late would stand in the median of every response time. Every wake-up
 * costs CPU, so from 1,000 requests/s on there is one in 2 ms; below, requests are further apart than ticks and
 * there is nothing to save.
 */
const tickMsFor = (ratePerSecond: number): number => (ratePerSecond < 1_000 ? 1 : 2);
/** Node's timers ring 0.2 to 0.6 ms late in a virtual machine. */
const RINGS_LATE_MS = 0.5;

export interface OpenPacingOptions {
  readonly schedule: Schedule;
  readonly ratePerSecond: number;
  readonly recorder: Recorder;
  /** What is due from here on is not sent. */
  readonly untilMs: number;
  readonly timeoutMs: number;
  readonly underWay: ReadonlySet<User>;
  /** Ms since the drive began. */
  readonly now: () => number;
}

/**
 * Requests become due on one schedule for all connections, whatever the server does. A due request
 * takes the connection that has been free for longest, or waits for the next to get free. It is
 * given up (timeout) when it has waited `timeoutMs`, and lost when the target refuses connections
 * and none is left. What waits needs no queue: the schedule's next due time is the longest waiting.
 */
export class OpenPacing implements Pacing {
  readonly #options: OpenPacingOptions;
  readonly #idle = new Set<User>();
  readonly #tickMs: number;
  #dueMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OpenPacingOptions) {
    this.#options = options;
    this.#tickMs = tickMsFor(options.ratePerSecond);
    this.#dueMs = options.schedule();
  }

  free(user: User, nowMs: number): void {
    this.#idle.add(user);
    // With the timer set nothing is waiting, and what comes due until it rings leaves then.
    if (!this.#timer) this.#release(nowMs);
  }

  gone(user: User): void {
    this.#idle.delete(user);
  }

  refused(nowMs: number): void {
    if (this.#idle.size === 0 && this.#options.underWay.size === 0) this.#giveUp('lost', nowMs, 0);
  }

  tick(nowMs: number): boolean {
    this.#giveUp('timeout', nowMs, this.#options.timeoutMs);
    return !this.#pending();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #pending(): boolean {
    return this.#dueMs < this.#options.untilMs;
  }

  #release(nowMs: number): void {
    const { schedule, recorder, now } = this.#options;
    const nextRingMs = nowMs + this.#tickMs + RINGS_LATE_MS;
    for (const user of this.#idle) {
      if (this.#dueMs > nextRingMs || !this.#pending()) break;
      const dueMs = this.#dueMs;
      this.#dueMs = schedule();
      this.#idle.delete(user);
      // Those before it took some µs each to write.
      const sentMs = now();
      recorder.sendLag(dueMs, Math.max(0, sentMs - Math.max(dueMs, user.freeSinceMs)));
      user.send(dueMs, sentMs);
    }
    this.#wakeWhenDue(nowMs);
  }

  #wakeWhenDue(nowMs: number): void {
    if (this.#timer || this.#idle.size === 0 || !this.#pending()) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#release(this.#options.now());
      },
      Math.floor((this.#dueMs - nowMs - RINGS_LATE_MS) / this.#tickMs) * this.#tickMs,
    );
  }

  #giveUp(outcome: 'timeout' | 'lost', nowMs: number, waitedMs: number): void {
    const { schedule, recorder } = this.#options;
    while (this.#pending() && nowMs - this.#dueMs >= waitedMs) {
      recorder.neverSent(outcome, this.#dueMs, nowMs);
      this.#dueMs = schedule();
    }
  }
}
