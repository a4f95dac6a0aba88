import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import type { HostUsage } from '../model/usage.ts';

/** Jiffies since boot over all cores, from the first line of /proc/stat. */
export interface HostReading {
  readonly busy: number;
  readonly steal: number;
  readonly total: number;
}

/** Fields after `cpu`: user nice system idle iowait irq softirq steal (proc(5)). */
export const parseProcStat = (text: string): HostReading => {
  const fields = (text.split('\n')[0] ?? '').trim().split(/\s+/).slice(1, 9).map(Number);
  const [, , , idle = 0, ioWait = 0, , , steal = 0] = fields;
  const total = fields.reduce((sum, field) => sum + field, 0);
  return { busy: total - idle - ioWait - steal, steal, total };
};

/** @returns null where there is no /proc/stat: the engine's host is not this machine's kernel. */
export const readHost = async (): Promise<HostReading | null> => {
  try {
    return parseProcStat(await readFile('/proc/stat', 'utf8'));
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
  };
};
