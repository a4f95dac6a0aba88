import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** One process on one machine, told from a later one with the same id. */
export interface Owner {
  readonly machine: string;
  /** Changes when the machine starts anew. */
  readonly boot: string;
  /** A process id means something within its namespace only. */
  readonly pidNamespace: string;
  readonly pid: number;
  /** When the process started, in the operating system's own words. */
  readonly started: string;
}

export const thisProcess = (): Owner => ({
  machine: machineId(),
  boot: bootId(),
  pidNamespace: pidNamespace(),
  pid: process.pid,
  started: startOf(process.pid) ?? '',
});

/**
 * True only where it is proven: this machine has started anew since, or no process here has
 * this id and start. Another machine's owner, or another container's, is never called dead.
 */
export const isProvablyDead = (
  owner: Owner,
  here: Owner,
  startOfProcess: (pid: number) => string | null = startOf,
): boolean => {
  if (owner.machine !== here.machine || owner.machine === '' || owner.boot === '') return false;
  if (owner.boot !== here.boot) return true;
  if (owner.pidNamespace !== here.pidNamespace || owner.started === '') return false;
  return startOfProcess(owner.pid) !== owner.started;
};

/** True only where it is proven: this machine has the very process. */
export const isProvablyAlive = (owner: Owner, here: Owner): boolean =>
  owner.machine === here.machine &&
  owner.boot === here.boot &&
  owner.pidNamespace === here.pidNamespace &&
  owner.started !== '' &&
  !isProvablyDead(owner, here);

const fileOr = (path: string, fallback: () => string): string => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return fallback();
  }
};

const outputOf = (command: string, ...args: readonly string[]): string => {
  try {
    return execFileSync(command, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
};

const machineId = (): string => `${fileOr('/etc/machine-id', () => '')}@${hostname()}`;

const bootId = (): string =>
  fileOr('/proc/sys/kernel/random/boot_id', () => outputOf('sysctl', '-n', 'kern.bootsessionuuid'));

const pidNamespace = (): string => {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return 'only';
  }
};

/** @returns null where no such process is. */
const startOf = (pid: number): string | null => {
  if (process.platform !== 'linux')
    return outputOf('ps', '-o', 'lstart=', '-p', String(pid)) || null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22, in clock ticks since boot. The second field, the name, may hold blanks and brackets.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
};
