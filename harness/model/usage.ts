import type { Role } from './plan.ts';

/** What one container used in the measured window. */
export interface ContainerUsage {
  readonly name: string;
  readonly role: Role;
  readonly group: string;
  readonly cpuSeconds: number;
  /** Cores the quota allows. */
  readonly cpuQuotaCores: number;
  /** cpuSeconds / (quota × wall): 1 is the wall. */
  readonly cpuUtilisation: number;
  /** Share of the CFS periods in which the container was stopped for the rest of the period, 0 to 1. */
  readonly throttledShare: number;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
}

export interface HostUsage {
  readonly cpuCores: number;
  /** Share of all cores that was busy, 0 to 1. */
  readonly cpuBusyShare: number;
  /** Share of all cores' time that the hypervisor took, 0 to 1. */
  readonly cpuStealShare: number;
}
