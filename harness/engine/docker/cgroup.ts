import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferBytes } from '../../model/usage.ts';
import { type DiskBytes, parseIoStat, parseServiceBytes } from './diskBytes.ts';
import { readNetwork } from './networkBytes.ts';

/** A container's counters as the kernel keeps them. */
export interface CgroupCounters {
  readonly cpuSeconds: number;
  readonly periods: number;
  readonly throttledPeriods: number;
  readonly memoryBytes: number;
  /** Null where the kernel was built without block device accounting. */
  readonly transfer: TransferBytes | null;
}

export interface CgroupReader {
  readonly counters: () => Promise<CgroupCounters>;
  /** Processes killed for memory, children too; null on a kernel that does not count them. */
  readonly memoryKills: () => Promise<number | null>;
}

const ROOT = '/sys/fs/cgroup';

/**
 * Reads the kernel's own files where the engine's containers run on this kernel: a reading takes
 * 1 ms and is of this moment. Docker's API (20.10) answers at its collector's next tick, up to 1 s later.
 *
 * @param pid the container's first process, as Docker tells it.
 * @returns null where that process is not to be seen here: the engine is elsewhere, or in a virtual machine.
 */
export const cgroupReader = async (
  containerId: string,
  pid: number,
): Promise<CgroupReader | null> => {
  try {
    const paths = parseProcCgroup(await readFile(`/proc/${pid}/cgroup`, 'utf8'));
    const reader = paths.has('cpuacct') ? v1(paths, pid) : v2(paths, pid);
    if (![...paths.values()].some((path) => path.includes(containerId))) return null;
    await reader.counters();
    return reader;
  } catch {
    return null;
  }
};

/** Pure: lines `4:cpu,cpuacct:/docker/…` → path by controller; '' is the unified hierarchy (cgroups(7)). */
export const parseProcCgroup = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [, controllers = '', ...path] = line.split(':');
        return controllers.split(',').map((controller) => [controller, path.join(':')] as const);
      }),
  );

/** Pure: `nr_periods 12` a line. */
export const parseFlat = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([key = '', value]) => [key, Number(value)]),
  );

const flat = async (...path: readonly string[]) => parseFlat(await readFile(join(...path), 'utf8'));
const single = async (...path: readonly string[]) => Number(await readFile(join(...path), 'utf8'));

/** Both are awaited together: what the one throws while the other fails would end the whole process. */
const transferred = async (
  pid: number,
  disk: () => Promise<DiskBytes>,
): Promise<TransferBytes | null> => {
  try {
    const [network, bytes] = await Promise.all([readNetwork(pid), disk()]);
    return { ...network, ...bytes };
  } catch {
    return null;
  }
};

/** `oom_kill` counts since Linux 4.13, in either version's file. */
const killsIn = async (...path: readonly string[]): Promise<number | null> =>
  (await flat(...path))['oom_kill'] ?? null;

const v1 = (paths: ReadonlyMap<string, string>, pid: number): CgroupReader => {
  const folder = (controller: string) => join(ROOT, controller, paths.get(controller) ?? '/');
  const disk = async (): Promise<DiskBytes> =>
    parseServiceBytes(
      await readFile(join(folder('blkio'), 'blkio.throttle.io_service_bytes'), 'utf8'),
    );
  const counters = async (): Promise<CgroupCounters> => {
    const [nanoseconds, cpu, memory, used, transfer] = await Promise.all([
      single(folder('cpuacct'), 'cpuacct.usage'),
      flat(folder('cpu'), 'cpu.stat'),
      flat(folder('memory'), 'memory.stat'),
      single(folder('memory'), 'memory.usage_in_bytes'),
      transferred(pid, disk),
    ]);
    return {
      cpuSeconds: nanoseconds / 1e9,
      periods: cpu['nr_periods'] ?? 0,
      throttledPeriods: cpu['nr_throttled'] ?? 0,
      memoryBytes: used - (memory['total_inactive_file'] ?? 0),
      transfer,
    };
  };
  return { counters, memoryKills: () => killsIn(folder('memory'), 'memory.oom_control') };
};

const v2 = (paths: ReadonlyMap<string, string>, pid: number): CgroupReader => {
  const folder = join(ROOT, paths.get('') ?? '/');
  const disk = async (): Promise<DiskBytes> =>
    parseIoStat(await readFile(join(folder, 'io.stat'), 'utf8'));
  const counters = async (): Promise<CgroupCounters> => {
    const [cpu, memory, used, transfer] = await Promise.all([
      flat(folder, 'cpu.stat'),
      flat(folder, 'memory.stat'),
      single(folder, 'memory.current'),
      transferred(pid, disk),
    ]);
    return {
      cpuSeconds: (cpu['usage_usec'] ?? 0) / 1e6,
      periods: cpu['nr_periods'] ?? 0,
      throttledPeriods: cpu['nr_throttled'] ?? 0,
      memoryBytes: used - (memory['inactive_file'] ?? 0),
      transfer,
    };
  };
  return { counters, memoryKills: () => killsIn(folder, 'memory.events') };
};
