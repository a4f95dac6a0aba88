import { type Raisable, WALL_TEST_FACTOR } from './cell.ts';

/** What every compared topology may use, in total or by node. */
export interface Budget {
  readonly node: { readonly cpuCores: number; readonly memoryBytes: number };
  /** Totals over all database servers of a deployment. */
  readonly database: {
    readonly cpuCores: number;
    readonly memoryBytes: number;
    readonly connections: number;
  };
  readonly balancer: { readonly cpuCores: number; readonly memoryBytes: number };
  readonly generator: { readonly cpuCores: number; readonly memoryBytes: number };
  /**
   * One CFS period for every container of every topology, so that all are throttled alike.
   * The smallest container's quota within it must be at least 1 ms.
   */
  readonly cpuPeriodMicros: number;
}

/** A wall test's budget: half as much CPU again for one resource, everything else as it was. */
export const raisedBudget = (budget: Budget, raised: Raisable | null): Budget =>
  raised === null
    ? budget
    : {
        ...budget,
        [raised]: { ...budget[raised], cpuCores: budget[raised].cpuCores * WALL_TEST_FACTOR },
      };
