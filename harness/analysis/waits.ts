import type { Role } from '../model/plan.ts';
import type { WaitClass } from '../model/usage.ts';
import type { Measurement } from './measurement.ts';
import { activeSessionsOf } from './system/databases.ts';

/**
 * What, beside a CPU quota, can be all that a system has of something. `share` of a `Bottleneck` is by
 * resource: `generator`, of its CPU; `host`, of all cores; `locks`, `wal` and `disk`, of the database's
 * active sessions that wait for it; `balancer`, of the requests under way that wait in its queue;
 * `event-loop`, of the time in which it has work; `connections`, of the requests under way that wait for
 * one to the database; `memory`, of the limit.
 */
export type Resource =
  | 'generator'
  | 'host'
  | 'locks'
  | 'wal'
  | 'disk'
  | 'balancer'
  | 'event-loop'
  | 'connections'
  | 'memory';

/** A resource that is used up, or that most of the work waits for. */
export interface Bottleneck {
  readonly resource: Resource;
  readonly role: Role;
  readonly group: string;
  /** As measured, 0 to 1; see `Resource`. */
  readonly share: number;
}

type Seen = Pick<Measurement, 'generator' | 'system'>;

/** As the trials' validity has it: over these the measurement is of itself. */
const GENERATOR_FROM = 0.8;
const HOST_FROM = 0.95;
/** Most of those who could wait for it do. */
const MOST = 0.5;
/** Under this many active sessions "most of them" is one. */
const SESSIONS_FROM = 1;
const EVENT_LOOP_FROM = 0.95;
const MEMORY_FROM = 0.95;

/** The generator, or the machine: what says nothing of the system. */
export const measurementBottleneck = ({ generator }: Seen): Bottleneck | null => {
  const one = { role: 'generator', group: 'generator' } as const;
  if (generator.cpuUtilisation > GENERATOR_FROM)
    return { resource: 'generator', ...one, share: generator.cpuUtilisation };
  if (generator.hostBusyShare !== null && generator.hostBusyShare > HOST_FROM)
    return { resource: 'host', ...one, share: generator.hostBusyShare };
  return null;
};

const WAITED_FOR: readonly (readonly [Resource, WaitClass])[] = [
  ['locks', 'lock'],
  ['wal', 'wal'],
  ['disk', 'io'],
];

const inDatabases = ({ system }: Seen): readonly Bottleneck[] =>
  system.databases.flatMap(({ group, activeSessions }) => {
    const active = activeSessionsOf(activeSessions);
    return active < SESSIONS_FROM
      ? []
      : WAITED_FOR.map(([resource, waitClass]) => ({
          resource,
          role: 'database' as const,
          group,
          share: activeSessions[waitClass] / active,
        })).filter(({ share }) => share >= MOST);
  });

const inBalancer = ({ system: { balancer } }: Seen): readonly Bottleneck[] => {
  const share =
    balancer && balancer.meanConcurrency > 0 ? balancer.meanQueued / balancer.meanConcurrency : 0;
  return share >= MOST
    ? [{ resource: 'balancer', role: 'balancer', group: 'balancer', share }]
    : [];
};

const inNodes = ({ system, generator }: Seen): readonly Bottleneck[] => [
  ...system.poolWaits
    .map(({ group, meanWaiting }) => ({
      resource: 'connections' as const,
      role: 'app' as const,
      group,
      share: generator.meanConcurrency > 0 ? meanWaiting / generator.meanConcurrency : 0,
    }))
    .filter(({ share }) => share >= MOST),
  ...system.eventLoops
    .filter(({ utilisation }) => (utilisation.value ?? 0) >= EVENT_LOOP_FROM)
    .map(({ group, utilisation }) => ({
      resource: 'event-loop' as const,
      role: 'app' as const,
      group,
      share: utilisation.value ?? 0,
    })),
];

const inMemory = ({ system }: Seen): readonly Bottleneck[] =>
  system.memory
    .filter(({ role, utilisation }) => role !== 'generator' && utilisation >= MEMORY_FROM)
    .map(({ role, group, utilisation }) => ({
      resource: 'memory',
      role,
      group,
      share: utilisation,
    }));

/**
 * Where no CPU quota is used up: what the work waits for, causes before what they bring about. Sessions
 * that wait for a lock or for the log hold connections, and so make requests wait for one; a queue before
 * full nodes is of the nodes.
 */
export const bottleneckOf = (seen: Seen): Bottleneck | null =>
  [inDatabases, inNodes, inBalancer, inMemory]
    .map((look) => look(seen).toSorted((a, b) => b.share - a.share)[0])
    .find((found) => found !== undefined) ?? null;
