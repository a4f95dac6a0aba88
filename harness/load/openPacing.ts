import type { Recorder } from './recorder.ts';
import type { Schedule } from './schedule.ts';
import type { Pacing, User } from './user.ts';

/**
 * Timers tick in whole milliseconds. Rounding to the nearest instead of the next one lets a request
 * leave up to half a millisecond early or late; rounding up would add half a millisecond to the
 * median of every response time. Latency is never counted from before a request was written.
 */
const EARLY_MS = 0.5;

export interface OpenPacingOptions {
  readonly schedule: Schedule;
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
  #dueMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OpenPacingOptions) {
    this.#options = options;
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
    const { schedule, recorder } = this.#options;
    for (const user of this.#idle) {
      if (this.#dueMs > nowMs + EARLY_MS || !this.#pending()) break;
      const dueMs = this.#dueMs;
      this.#dueMs = schedule();
      this.#idle.delete(user);
      recorder.sendLag(dueMs, Math.max(0, nowMs - Math.max(dueMs, user.freeSinceMs)));
      user.send(dueMs, nowMs);
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
      Math.round(this.#dueMs - nowMs),
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
