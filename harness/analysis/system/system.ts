import type { Role } from '../../model/plan.ts';
import type { HostUsage, SystemUsage, Unobserved } from '../../model/usage.ts';
import type { TrialUse } from '../cpuUse.ts';
import { groupedBy } from '../grouping.ts';
import { mean } from '../interval.ts';
import { type DatabaseSessions, databasesOver } from './databases.ts';
import { type Evenness, evennessOver } from './evenness.ts';
import { type EventLoops, eventLoopsOver, type PoolWaits, poolWaitsOver } from './nodes.ts';
import { type Transfer, transferOver } from './transfer.ts';

/** What the parts of the system said of themselves, over a cell's completed trials. */
export interface SystemMeasurement {
  /** Of every backend with more than one server. */
  readonly evenness: readonly Evenness[];
  readonly eventLoops: readonly EventLoops[];
  readonly poolWaits: readonly PoolWaits[];
  readonly databases: readonly DatabaseSessions[];
  /** Null without a balancer, or where it was not observed. */
  readonly balancer: BalancerConcurrency | null;
  readonly transfer: readonly Transfer[];
  readonly memory: readonly MemoryUse[];
  /** Share of the time in which something on the host waited for a core, 0 to 1; null where not told. */
  readonly hostPressureShare: number | null;
  /** What is missing above, each container and reason once. */
  readonly unobserved: readonly Unobserved[];
}

/** By the balancer's own count. */
export interface BalancerConcurrency {
  readonly meanConcurrency: number;
  readonly maxConcurrency: number;
  readonly meanQueued: number;
  readonly maxQueued: number;
}

export interface MemoryUse {
  readonly role: Role;
  readonly group: string;
  /** Used / limit of the fullest replica, the highest of the trials, 0 to 1. */
  readonly utilisation: number;
}

/** What one trial observed. */
export interface TrialSystem {
  readonly use: TrialUse;
  readonly host: HostUsage | null;
  readonly system: SystemUsage;
}

const balancerOver = (trials: readonly TrialSystem[]): BalancerConcurrency | null => {
  const observed = trials.flatMap(({ system }) => (system.balancer ? [system.balancer] : []));
  return observed.length === 0
    ? null
    : {
        meanConcurrency: mean(observed.map(({ meanConcurrency }) => meanConcurrency)),
        maxConcurrency: Math.max(...observed.map(({ maxConcurrency }) => maxConcurrency)),
        meanQueued: mean(observed.map(({ meanQueued }) => meanQueued)),
        maxQueued: Math.max(...observed.map(({ maxQueued }) => maxQueued)),
      };
};

const memoryOver = (trials: readonly TrialSystem[]): readonly MemoryUse[] =>
  [
    ...groupedBy(
      trials.flatMap(({ use }) => use.containers),
      ({ role, group }) => `${role}/${group}`,
    ).values(),
  ].flatMap((same) =>
    same[0]
      ? [
          {
            role: same[0].role,
            group: same[0].group,
            utilisation: Math.max(
              ...same.map(({ memoryBytes, memoryLimitBytes }) => memoryBytes / memoryLimitBytes),
            ),
          },
        ]
      : [],
  );

const pressureOver = (trials: readonly TrialSystem[]): number | null => {
  const told = trials
    .map(({ host }) => host?.cpuPressureShare ?? null)
    .filter((share) => share !== null);
  return told.length === 0 ? null : mean(told);
};

const unobservedIn = (trials: readonly TrialSystem[]): readonly Unobserved[] =>
  [
    ...groupedBy(
      trials.flatMap(({ system }) => system.unobserved),
      ({ container, reason }) => `${container} ${reason}`,
    ).values(),
  ].flatMap(([first]) => (first ? [first] : []));

export const systemOver = (trials: readonly TrialSystem[]): SystemMeasurement => {
  const nodes = trials.map(({ system, use }) => ({
    nodes: system.nodes,
    wallSeconds: use.wallSeconds,
  }));
  return {
    evenness: evennessOver(
      trials.flatMap(({ system }) => (system.balancer ? [system.balancer] : [])),
    ),
    eventLoops: eventLoopsOver(nodes),
    poolWaits: poolWaitsOver(nodes),
    databases: databasesOver(
      trials.map(({ system, use }) => ({ ...use, databases: system.databases })),
    ),
    balancer: balancerOver(trials),
    transfer: transferOver(trials.map(({ use }) => use)),
    memory: memoryOver(trials),
    hostPressureShare: pressureOver(trials),
    unobserved: unobservedIn(trials),
  };
};
