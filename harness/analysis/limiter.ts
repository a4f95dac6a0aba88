import type { Role } from '../model/plan.ts';

/** CPU use of a role or of one group over the completed trials of a cell. */
export interface CpuUse {
  readonly role: Role;
  /** Null where all groups of the role are taken together. */
  readonly group: string | null;
  readonly replicas: number;
  /** Sum over the replicas. */
  readonly quotaCores: number;
  readonly usedCores: number;
  /** Used / quota over all replicas together, 0 to 1 (a little above 1 by the kernel's slack). */
  readonly meanUtilisation: number;
  /** Of the busiest replica. */
  readonly maxUtilisation: number;
  /** Share of CFS periods cut short, mean over the replicas, 0 to 1. */
  readonly throttledShare: number;
  readonly cpuMsPerRequest: number | null;
}

/** Why a point carries no more: the saturated resource, or the reason why none can be named. */
export type Limiter =
  | {
      readonly resource: 'cpu';
      readonly role: Role;
      readonly group: string;
      /** Of the quota, 0 to 1: mean over the group's replicas. */
      readonly utilisation: number;
      readonly throttledShare: number;
      /** `correlated`: saturated while throughput stood still; `confirmed`: raising it moved the wall. */
      readonly grade: 'correlated' | 'confirmed';
    }
  | { readonly resource: null; readonly grade: 'unknown'; readonly reason: string };
