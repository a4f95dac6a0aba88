import type { Container, ContainerStats } from 'dockerode';
import { EngineError, type UsageReading } from '../engine.ts';
import { asked } from './api.ts';
import { cgroupReader } from './cgroup.ts';

export type UsageReader = () => Promise<UsageReading>;

/**
 * The quickest way to a container's counters: the kernel's files, else Docker's API.
 *
 * @param pid the container's first process.
 * @returns a reader that throws an EngineError where the container does not run.
 */
export const usageReader = async (
  container: Container,
  name: string,
  pid: number,
): Promise<UsageReader> => {
  const counters = await cgroupReader(container.id, pid);
  if (counters === null) return () => askedUsage(container, name);
  return async () => {
    const atMs = performance.timeOrigin + performance.now();
    const read = await counters().catch((cause: unknown) => {
      throw notRunning(name, cause);
    });
    return { container: name, atMs, ...read };
  };
};

const notRunning = (name: string, cause?: unknown): EngineError =>
  new EngineError(`${name} is not running, so it has no usage. Its log may say why.`, { cause });

/** One reading: without `one-shot` Docker takes a second to make two. */
const askedUsage = async (container: Container, name: string): Promise<UsageReading> => {
  const stats = await asked(
    `read the usage of ${name}`,
    container.stats({ stream: false, 'one-shot': true }),
  );
  const reading = usageOf(name, stats);
  if (reading === null) throw notRunning(name);
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
