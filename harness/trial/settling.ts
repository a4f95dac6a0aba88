import type { TrialTiming } from '../model/experiment.ts';

/** Load that a trial is given before its window. */
export interface Settling {
  /** Until the CPU limits are set. */
  readonly unclampedSeconds: number;
  /** In all. */
  readonly seconds: number;
}

/**
 * What restored databases have cut off comes back without limits: at a tenth of a core it takes seconds to sign in and
 * to prepare statements again. PostgreSQL makes a plan of its own for each of a statement's first five executions on a
 * connection, so a cluster of six with 80 connections needs some 6,000 requests until its database is as fast as it
 * will be; measured from 1 s on, its first 5 s gave 0.82 of what its last 10 did, a single node's 0.98.
 */
export const settlingOf = (
  { reconnectSecondsPerNode = 0, settleSeconds }: TrialTiming,
  nodes: number,
): Settling => {
  const reconnectSeconds = reconnectSecondsPerNode * nodes;
  return {
    unclampedSeconds: reconnectSeconds + settleSeconds / 2,
    seconds: reconnectSeconds + settleSeconds,
  };
};
