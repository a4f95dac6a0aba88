import type { Container, ContainerStats } from 'dockerode';
import type { TransferBytes } from '../../model/usage.ts';
import { EngineError, type UsageReading } from '../engine.ts';
import { asked } from './api.ts';
import { cgroupReader } from './cgroup.ts';

export interface UsageReader {
  readonly usage: () => Promise<UsageReading>;
  /** See `ContainerState`. Never throws: a container that is gone has no count. */
  readonly memoryKills: () => Promise<number | null>;
}

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
  const cgroup = await cgroupReader(container.id, pid);
  if (cgroup === null)
    return { usage: () => askedUsage(container, name), memoryKills: async () => null };
  return {
    usage: async () => {
      const atMs = performance.timeOrigin + performance.now();
      const read = await cgroup.counters().catch((cause: unknown) => {
        throw notRunning(name, cause);
      });
      return { container: name, atMs, ...read };
    },
    memoryKills: () => cgroup.memoryKills().catch(() => null),
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
    transfer: transferOf(stats),
  };
};

/** Docker sends null for lists it has nothing for, and on some kernels no operations at all. */
interface Transferred {
  readonly networks?: Readonly<Record<string, { rx_bytes: number; tx_bytes: number }>> | null;
  readonly blkio_stats?: {
    readonly io_service_bytes_recursive?: readonly { op: string; value: number }[] | null;
  };
}

const transferOf = (stats: Transferred): TransferBytes | null => {
  const operations = stats.blkio_stats?.io_service_bytes_recursive;
  if (!stats.networks || !operations) return null;
  const networks = Object.values(stats.networks);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const bytes = (name: string): number =>
    sum(operations.filter(({ op }) => op.toLowerCase() === name).map(({ value }) => value));
  return {
    networkInBytes: sum(networks.map((network) => network.rx_bytes)),
    networkOutBytes: sum(networks.map((network) => network.tx_bytes)),
    diskReadBytes: bytes('read'),
    diskWriteBytes: bytes('write'),
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
