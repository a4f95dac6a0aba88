import type { MaybeEstimate } from '../../model/estimate.ts';
import type { NodeUsage } from '../../model/usage.ts';
import { groupedBy } from '../grouping.ts';
import { mean, meanInterval } from '../interval.ts';

/** The event loops of one group's processes. */
export interface EventLoops {
  readonly group: string;
  readonly replicas: number;
  /** Share of the time with work, mean over the replicas, 0 to 1. */
  readonly utilisation: MaybeEstimate;
  /** Of the busiest replica, mean over the trials. */
  readonly busiest: number;
}

/** What one group's processes waited for connections to one database server. */
export interface PoolWaits {
  readonly group: string;
  readonly host: string;
  /** Connections of one process. */
  readonly size: number;
  /** Of those who took a connection, 0 to 1. */
  readonly waitedShare: number;
  /** Requests of all replicas that waited for a connection, at any moment. */
  readonly meanWaiting: number;
}

/** One trial's processes. */
export interface TrialNodes {
  readonly nodes: readonly NodeUsage[];
  readonly wallSeconds: number;
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

export const eventLoopsOver = (trials: readonly TrialNodes[]): readonly EventLoops[] => {
  const groups = trials.flatMap(({ nodes }) =>
    [...groupedBy(nodes, ({ group }) => group)].map(([group, own]) => ({
      group,
      shares: own.map((node) => node.eventLoopUtilisation),
    })),
  );
  return [...groupedBy(groups, ({ group }) => group)].map(([group, same]) => ({
    group,
    replicas: Math.max(...same.map(({ shares }) => shares.length)),
    utilisation: meanInterval(same.map(({ shares }) => mean(shares))),
    busiest: mean(same.map(({ shares }) => Math.max(...shares))),
  }));
};

export const poolWaitsOver = (trials: readonly TrialNodes[]): readonly PoolWaits[] => {
  const pools = trials.flatMap(({ nodes, wallSeconds }) =>
    [
      ...groupedBy(
        nodes.flatMap(({ group, pools: own }) => own.map((pool) => ({ ...pool, group }))),
        ({ group, host }) => `${group}/${host}`,
      ).values(),
    ].map((same) => ({
      group: same[0]?.group ?? '',
      host: same[0]?.host ?? '',
      size: same[0]?.size ?? 0,
      checkouts: sum(same.map(({ checkouts }) => checkouts)),
      waits: sum(same.map(({ waits }) => waits)),
      // Little's law: the time waited by all, over the time.
      waiting: sum(same.map(({ waitMs }) => waitMs)) / (wallSeconds * 1_000),
    })),
  );
  return [...groupedBy(pools, ({ group, host }) => `${group}/${host}`).values()].map((same) => {
    const checkouts = sum(same.map((pool) => pool.checkouts));
    return {
      group: same[0]?.group ?? '',
      host: same[0]?.host ?? '',
      size: same[0]?.size ?? 0,
      waitedShare: checkouts === 0 ? 0 : sum(same.map(({ waits }) => waits)) / checkouts,
      meanWaiting: mean(same.map(({ waiting }) => waiting)),
    };
  });
};
