import type { Role } from './plan.ts';

/** What one container used in the measured window. */
export interface ContainerUsage {
  readonly name: string;
  readonly role: Role;
  readonly group: string;
  readonly cpuSeconds: number;
  /** CPU-s from its start to the window's: what it was warmed up with. Trials recorded before it was noted do not tell. */
  readonly warmCpuSeconds?: number;
  /** Cores the quota allows. */
  readonly cpuQuotaCores: number;
  /** cpuSeconds / (quota × wall): 1 is the wall. */
  readonly cpuUtilisation: number;
  /** Share of the CFS periods in which the container was stopped for the rest of the period, 0 to 1. */
  readonly throttledShare: number;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  /** Null where the engine doesn't tell. */
  readonly transfer: TransferBytes | null;
}

/** What went in and out of a container. */
export interface TransferBytes {
  readonly networkInBytes: number;
  readonly networkOutBytes: number;
  /** Of block devices. What the kernel writes back later on a cgroup v1 is nobody's; what a process waits for (fsync) is its own. */
  readonly diskReadBytes: number;
  readonly diskWriteBytes: number;
}

export interface HostUsage {
  readonly cpuCores: number;
  /** Share of all cores that was busy, 0 to 1. */
  readonly cpuBusyShare: number;
  /** Share of all cores' time that the hypervisor took, 0 to 1. */
  readonly cpuStealShare: number;
  /** Share of the time in which something waited for a core (PSI `some`), 0 to 1; null where the kernel doesn't tell. */
  readonly cpuPressureShare: number | null;
}

/** What the parts of the system said of themselves in the measured window. */
export interface SystemUsage {
  readonly nodes: readonly NodeUsage[];
  /** Null where there is no balancer, or where it could not be observed. */
  readonly balancer: BalancerUsage | null;
  readonly databases: readonly DatabaseUsage[];
  /** What is missing above, and why. */
  readonly unobserved: readonly Unobserved[];
}

export interface Unobserved {
  readonly container: string;
  readonly reason: string;
}

/** One application process. */
export interface NodeUsage {
  readonly container: string;
  readonly group: string;
  /**
   * Share of the time in which the event loop had work, 0 to 1. The time for which a quota stops the
   * process in the middle of it counts: at 1 it says that the node is full, not of what.
   */
  readonly eventLoopUtilisation: number;
  readonly pools: readonly PoolUsage[];
}

/** A process's connections to one database server. */
export interface PoolUsage {
  readonly host: string;
  readonly size: number;
  /** Connections taken from the pool, those that had to be waited for, and for how long in all. */
  readonly checkouts: number;
  readonly waits: number;
  readonly waitMs: number;
}

/** HAProxy, by its own figures. Gauges are sampled evenly over the window. */
export interface BalancerUsage {
  readonly container: string;
  readonly samples: number;
  /** Requests under way or queued, over all backends. */
  readonly meanConcurrency: number;
  /** Standard error of that mean, autocorrelation allowed for; null for under 3 samples. */
  readonly meanConcurrencyError: number | null;
  /**
   * The same by Little's law: requests/s × the mean time that HAProxy had each. No sampling is in it,
   * and it holds where the load is in a steady state only.
   */
  readonly concurrencyByLittle: number;
  readonly maxConcurrency: number;
  /** Requests waiting for a server to be free, over all backends. */
  readonly meanQueued: number;
  readonly maxQueued: number;
  readonly servers: readonly ServerUsage[];
}

/** One server behind the balancer. */
export interface ServerUsage {
  readonly backend: string;
  readonly server: string;
  /** Requests it was given in the window. */
  readonly sessions: number;
  readonly meanSessions: number;
  readonly maxSessions: number;
}

/**
 * What an active session was waiting for. `cpu`: nothing that PostgreSQL knows of, it ran or wanted to;
 * `lock`: row and table locks; `lwlock`: locks inside the server; `wal`: writing the log and waiting
 * for it, whatever PostgreSQL's class; `io`: other files; `client`: the application; `other`: the rest.
 */
export const WAIT_CLASSES = ['cpu', 'lock', 'lwlock', 'wal', 'io', 'client', 'other'] as const;

export type WaitClass = (typeof WAIT_CLASSES)[number];

/** One PostgreSQL server. */
export interface DatabaseUsage {
  readonly container: string;
  readonly group: string;
  readonly samples: number;
  /** Mean number of active client sessions by what they waited for. */
  readonly activeSessions: Readonly<Record<WaitClass, number>>;
  readonly maxActiveSessions: number;
  /** Mean number of client sessions inside a transaction that waited for their application. */
  readonly idleInTransaction: number;
  /** Of the write-ahead log, as many as the window's length makes. */
  readonly walBytes: number;
}

/** Where nothing was asked. */
export const NOTHING_OBSERVED: SystemUsage = {
  nodes: [],
  balancer: null,
  databases: [],
  unobserved: [],
};
