import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { HostUsage } from '../model/usage.ts';

/** Jiffies since boot over all cores, from the first line of /proc/stat, and pressure. */
export interface HostReading extends CpuJiffies {
  /** The moment of this reading, monotonic. */
  readonly atMs: number;
  /** Time in which something waited for a core, since boot; null where the kernel doesn't tell. */
  readonly pressureMicros: number | null;
}

interface CpuJiffies {
  readonly busy: number;
  readonly steal: number;
  readonly total: number;
}

/** Fields after `cpu`: user nice system idle iowait irq softirq steal (proc(5)). */
export const parseProcStat = (text: string): CpuJiffies => {
  const fields = (text.split('\n')[0] ?? '').trim().split(/\s+/).slice(1, 9).map(Number);
  const [, , , idle = 0, ioWait = 0, , , steal = 0] = fields;
  const total = fields.reduce((sum, field) => sum + field, 0);
  return { busy: total - idle - ioWait - steal, steal, total };
};

/** Pure: `some avg10=… avg60=… avg300=… total=<µs>` is the first line of /proc/pressure/cpu (PSI). */
export const parsePressure = (text: string): number | null => {
  const total = /^some .*\btotal=(\d+)/m.exec(text)?.[1];
  return total === undefined ? null : Number(total);
};

/** Since Linux 4.20, and not in every build. */
const readPressure = async (): Promise<number | null> => {
  try {
    return parsePressure(await readFile('/proc/pressure/cpu', 'utf8'));
  } catch {
    return null;
  }
};

/** @returns null where there is no /proc/stat: the engine's host is not this machine's kernel. */
export const readHost = async (): Promise<HostReading | null> => {
  try {
    const atMs = performance.now();
    const [stat, pressureMicros] = await Promise.all([
      readFile('/proc/stat', 'utf8'),
      readPressure(),
    ]);
    return { ...parseProcStat(stat), atMs, pressureMicros };
  } catch {
    return null;
  }
};

export const hostUsage = (
  before: HostReading | null,
  after: HostReading | null,
): HostUsage | null => {
  if (!before || !after || after.total <= before.total) return null;
  const total = after.total - before.total;
  return {
    cpuCores: cpus().length,
    cpuBusyShare: (after.busy - before.busy) / total,
    cpuStealShare: (after.steal - before.steal) / total,
    cpuPressureShare: pressureBetween(before, after),
  };
};

const pressureBetween = (before: HostReading, after: HostReading): number | null =>
  before.pressureMicros === null || after.pressureMicros === null || after.atMs <= before.atMs
    ? null
    : (after.pressureMicros - before.pressureMicros) / ((after.atMs - before.atMs) * 1_000);
