import type { NodeCounters } from '../../targets/target.ts';
import type { ContainerPlan } from '../model/plan.ts';
import type { NodeUsage, PoolUsage } from '../model/usage.ts';

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

const hasNumbers = (value: unknown, ...keys: readonly string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  keys.every((key) => isNumber((value as Record<string, unknown>)[key]));

/** @throws where the text is no `NodeCounters`. */
export const parseNodeCounters = (text: string): NodeCounters => {
  const counters = JSON.parse(text) as Partial<NodeCounters>;
  if (
    hasNumbers(counters.eventLoop, 'activeMs', 'idleMs') &&
    Array.isArray(counters.pools) &&
    counters.pools.every((pool) => hasNumbers(pool, 'size', 'checkouts', 'waits', 'waitMs'))
  )
    return counters as NodeCounters;
  throw new Error(`these are no counters of a node: ${text.slice(0, 200)}`);
};

const poolBetween = (before: NodeCounters, after: NodeCounters['pools'][number]): PoolUsage => {
  const first = before.pools.find(({ host }) => host === after.host);
  return {
    host: after.host,
    size: after.size,
    checkouts: after.checkouts - (first?.checkouts ?? 0),
    waits: after.waits - (first?.waits ?? 0),
    waitMs: after.waitMs - (first?.waitMs ?? 0),
  };
};

/** Pure: what one process did between two readings. @throws where it restarted in between. */
export const nodeBetween = (
  { name, group }: ContainerPlan,
  before: NodeCounters,
  after: NodeCounters,
): NodeUsage => {
  const activeMs = after.eventLoop.activeMs - before.eventLoop.activeMs;
  const idleMs = after.eventLoop.idleMs - before.eventLoop.idleMs;
  if (!(activeMs >= 0 && idleMs >= 0 && activeMs + idleMs > 0))
    throw new Error('its counters went back: the process restarted');
  return {
    container: name,
    group,
    eventLoopUtilisation: activeMs / (activeMs + idleMs),
    pools: after.pools.map((pool) => poolBetween(before, pool)),
  };
};
