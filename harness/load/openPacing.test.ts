import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeHistogram } from '../model/histogram.ts';
import { OpenPacing } from './openPacing.ts';
import { Recorder } from './recorder.ts';
import { evenSchedule } from './schedule.ts';
import type { User } from './user.ts';

/** Requests that become due for 100 ms (every 10 ms, say), and users that note when they send. */
const started = (timeoutMs = 1_000, ratePerSecond = 100) => {
  const originMs = performance.now();
  const now = (): number => performance.now() - originMs;
  const recorder = new Recorder({ startMs: 0, endMs: 1_000 });
  const underWay = new Set<User>();
  const pacing = new OpenPacing({
    schedule: evenSchedule(ratePerSecond),
    ratePerSecond,
    recorder,
    untilMs: 100,
    timeoutMs,
    underWay,
    now,
  });
  const sent: { readonly user: string; readonly dueMs: number; readonly atMs: number }[] = [];
  const newUser = (name: string): User => {
    const user = {
      freeSinceMs: 0,
      send: (dueMs: number, atMs: number) => {
        underWay.add(user);
        sent.push({ user: name, dueMs, atMs });
      },
    } as unknown as User;
    return user;
  };
  const free = (user: User): void => {
    underWay.delete(user);
    user.freeSinceMs = now();
    pacing.free(user, now());
  };
  return { recorder, pacing, sent, newUser, free, now };
};

describe('open pacing', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends each request at the last wake-up before it is due while connections are free, the longest free one first', () => {
    const { sent, newUser, free, pacing, now } = started();
    const users = [newUser('a'), newUser('b'), newUser('c')];
    for (const user of users) free(user);
    vi.advanceTimersByTime(25);
    expect(sent).toEqual([
      { user: 'a', dueMs: 0, atMs: 0 },
      { user: 'b', dueMs: 10, atMs: 9 },
      { user: 'c', dueMs: 20, atMs: 19 },
    ]);
    free(users[1] as User);
    free(users[0] as User);
    vi.advanceTimersByTime(10);
    expect(sent.at(-1)?.user).toBe('b');
    expect(pacing.tick(now())).toBe(false);
  });

  it('lets what is due wait for a connection, and sends it with its own due time', () => {
    const { sent, newUser, free } = started();
    const user = newUser('a');
    free(user);
    vi.advanceTimersByTime(35);
    free(user);
    free(user);
    free(user);
    expect(sent.map(({ dueMs }) => dueMs)).toEqual([0, 10, 20, 30]);
    expect(sent.map(({ atMs }) => atMs)).toEqual([0, 35, 35, 35]);
  });

  it('counts lag from when a request was due and a connection free, so a slow server makes none', () => {
    const { recorder, newUser, free, pacing } = started();
    const user = newUser('a');
    free(user);
    vi.advanceTimersByTime(50);
    free(user);
    const lag = decodeHistogram(recorder.sendLagMicros());
    expect(lag.totalCount).toBe(2);
    expect(lag.maxValue).toBe(0);
    pacing.stop();
  });

  it('sends all that was due and nothing that is due at the end or later', () => {
    const { sent, newUser, free, pacing, now } = started();
    for (let index = 0; index < 20; index += 1) free(newUser(String(index)));
    vi.advanceTimersByTime(500);
    expect(sent.map(({ dueMs }) => dueMs)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(pacing.tick(now())).toBe(true);
  });

  it.each([
    [300, 1.5],
    [900, 1.5],
    [1_000, 2.5],
    [2_000, 2.5],
    [7_000, 2.5],
  ])('at %i requests/s sends none late, and none over %f ms early', (ratePerSecond, earlyMs) => {
    const { sent, newUser, free } = started(1_000, ratePerSecond);
    for (let index = 0; index < ratePerSecond / 10; index += 1) free(newUser(String(index)));
    vi.advanceTimersByTime(200);
    expect(sent).toHaveLength(ratePerSecond / 10);
    for (const { dueMs, atMs } of sent) {
      expect(atMs).toBeLessThanOrEqual(dueMs);
      expect(dueMs - atMs).toBeLessThanOrEqual(earlyMs);
    }
  });

  it('gives up what waits for longer than the timeout', () => {
    const { recorder, sent, newUser, free, pacing, now } = started(40);
    free(newUser('a'));
    vi.advanceTimersByTime(55);
    expect(pacing.tick(now())).toBe(false);
    expect(recorder.counts()).toMatchObject({ sent: 1, timeouts: 1 });
    free(newUser('b'));
    expect(sent.at(-1)).toEqual({ user: 'b', dueMs: 20, atMs: 55 });
  });

  it('loses what is due when connections are refused and none is left, and only then', () => {
    const { recorder, newUser, free, pacing, now } = started();
    const user = newUser('a');
    free(user);
    vi.advanceTimersByTime(25);
    pacing.refused(now());
    expect(recorder.counts()).toMatchObject({ lost: 0 });
    const { recorder: down, pacing: refusing, now: later } = started();
    vi.advanceTimersByTime(25);
    refusing.refused(later());
    expect(down.counts()).toMatchObject({ sent: 3, lost: 3 });
  });

  it('does not send on a connection that went while it was free', () => {
    const { sent, newUser, free, pacing } = started();
    const [first, second] = [newUser('a'), newUser('b')];
    free(first);
    free(second);
    pacing.gone(second);
    vi.advanceTimersByTime(50);
    expect(sent.map(({ user }) => user)).toEqual(['a']);
  });
});
