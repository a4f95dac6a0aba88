import type { Container, ContainerStats } from 'dockerode';
import { EngineError, type UsageReading } from '../engine.ts';
import { asked } from './api.ts';

/** One reading, at once: without `one-shot` Docker takes a second to make two. @throws {EngineError} */
export const readUsage = async (container: Container, name: string): Promise<UsageReading> => {
  const stats = await asked(
    `read the usage of ${name}`,
    container.stats({ stream: false, 'one-shot': true }),
  );
  const reading = usageOf(name, stats);
  if (reading === null) {
    throw new EngineError(`${name} is not running, so it has no usage. Its log may say why.`);
  }
  return reading;
};

/** Pure: null for a container that does not run, which Docker reports as zeros. */
export const usageOf = (name: string, stats: ContainerStats): UsageReading | null => {
  const { cpu_stats: cpu, memory_stats: memory } = stats;
  if (cpu.cpu_usage.total_usage === 0 || memory.usage === undefined) return null;
  return {
    container: name,
    atMs: millisecondsOf(stats.read),
    cpuSeconds: cpu.cpu_usage.total_usage / 1e9,
    periods: cpu.throttling_data.periods,
    throttledPeriods: cpu.throttling_data.throttled_periods,
    // As `docker stats` counts: without the file cache that the kernel can take back at will.
    memoryBytes: memory.usage - (inactiveFileBytes(memory.stats) ?? 0),
  };
};

/** cgroup v1 and v2 call it by different names. */
const inactiveFileBytes = (stats: Readonly<Record<string, number>> | undefined) =>
  stats?.['total_inactive_file'] ?? stats?.['inactive_file'];

/** Docker's time has nanoseconds, of which `Date` keeps milliseconds only. */
const millisecondsOf = (time: string): number => {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '0';
  return Date.parse(time.replace(/\.\d+/, '')) + Number(`0.${fraction}`) * 1000;
};
