import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLoop } from './loop.ts';

describe('startLoop', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('goes round after the pause that the round before asked for', async () => {
    const round = vi.fn(async () => 1_000);
    const loop = startLoop({ name: 'test', round }, () => undefined);
    await vi.advanceTimersByTimeAsync(650);
    expect(round).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(round.mock.calls.length).toBeGreaterThanOrEqual(3);
    await loop.stop();
    expect(loop.counts()).toEqual({ rounds: round.mock.calls.length, failures: 0 });
  });

  it('survives failures, reports the first of a series and slows down', async () => {
    const reports: string[] = [];
    let broken = true;
    const round = vi.fn(async () => {
      if (broken) throw new Error('the database is away');
      return 1_000;
    });
    const loop = startLoop({ name: 'test', round }, (message) => reports.push(message));
    await vi.advanceTimersByTimeAsync(60_000);
    const triedWhileAway = round.mock.calls.length;
    expect(triedWhileAway).toBeGreaterThan(5);
    expect(triedWhileAway).toBeLessThan(25);
    expect(reports).toEqual(['test: Error: the database is away; it will be tried again']);
    broken = false;
    await vi.advanceTimersByTimeAsync(10_000);
    broken = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reports).toHaveLength(2);
    await loop.stop();
  });

  it('goes round no more once it is stopped', async () => {
    const round = vi.fn(async () => 10);
    const loop = startLoop({ name: 'test', round }, () => undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    await loop.stop();
    const rounds = round.mock.calls.length;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(round.mock.calls.length).toBe(rounds);
  });
});
