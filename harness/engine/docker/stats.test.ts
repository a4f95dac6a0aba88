import type { ContainerStats } from 'dockerode';
import { describe, expect, it } from 'vitest';
import { usageOf } from './stats.ts';

const stats = (memory: object): ContainerStats =>
  ({
    read: '2026-11-22T19:08:44.519775412Z',
    cpu_stats: {
      cpu_usage: { total_usage: 91_418_409 },
      throttling_data: { periods: 7, throttled_periods: 2, throttled_time: 5 },
    },
    memory_stats: memory,
  }) as unknown as ContainerStats;

describe('usageOf', () => {
  it('counts CPU in seconds, time in ms with its fraction', () => {
    const reading = usageOf('app-1', stats({ usage: 100, stats: {} }));
    expect(reading).toMatchObject({
      container: 'app-1',
      cpuSeconds: 0.091418409,
      periods: 7,
      throttledPeriods: 2,
    });
    expect(reading?.atMs).toBeCloseTo(Date.parse('2026-11-22T19:08:44Z') + 519.775, 2);
  });

  it.each([
    ['v1', { total_inactive_file: 30, inactive_file: 20 }, 70],
    ['v2', { inactive_file: 20 }, 80],
    ['without statistics', undefined, 100],
  ])('leaves the reclaimable cache out of memory, cgroup %s', (_, kept, memoryBytes) => {
    expect(usageOf('a', stats({ usage: 100, stats: kept }))?.memoryBytes).toBe(memoryBytes);
  });

  it('is null for a container that does not run', () => {
    expect(usageOf('a', stats({}))).toBeNull();
  });
});
