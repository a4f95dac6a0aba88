import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { EngineError } from '../engine.ts';
import { asked, statusOf } from './api.ts';
import type { Labels } from './labels.ts';
import { together } from './together.ts';

/** A container, network or volume on the engine, by its id and never by a pattern. */
export interface Thing {
  readonly kind: 'container' | 'network' | 'volume';
  readonly name: string;
  readonly labels: Labels;
  readonly remove: () => Promise<unknown>;
  /** Whether the engine still has it, although it could not be found to be removed. */
  readonly halfMade: () => Promise<boolean>;
}

const never = async (): Promise<boolean> => false;

/** @param label `key=value`. @returns all things that have it, running or not. */
export const thingsWith = async (docker: Docker, label: string): Promise<readonly Thing[]> => {
  const filters = { label: [label] };
  const [containers, networks, volumes] = await asked(
    'list what it has',
    Promise.all([
      docker.listContainers({ all: true, filters }),
      docker.listNetworks({ filters }),
      docker.listVolumes({ filters }),
    ]),
  );
  return [
    ...containers.map(
      ({ Id, Names, Labels }): Thing => ({
        kind: 'container',
        name: Names[0]?.slice(1) ?? Id,
        labels: Labels,
        remove: () => docker.getContainer(Id).remove({ force: true, v: true }),
        // Docker lists a container while it still fills its volumes, and only later finds it by id.
        halfMade: async () =>
          (await docker.listContainers({ all: true })).some((container) => container.Id === Id),
      }),
    ),
    ...networks.map(
      ({ Id, Name, Labels }): Thing => ({
        kind: 'network',
        name: Name,
        labels: Labels ?? {},
        remove: () => docker.getNetwork(Id).remove(),
        halfMade: never,
      }),
    ),
    ...(volumes.Volumes ?? []).map(
      ({ Name, Labels }): Thing => ({
        kind: 'volume',
        name: Name,
        labels: Labels ?? {},
        remove: () => docker.getVolume(Name).remove(),
        halfMade: never,
      }),
    ),
  ];
};

/**
 * Networks and volumes can go only when no container uses them any more. Containers go one after
 * the other: two that leave a network at once can each write the count of its endpoints as it was
 * before the other's leaving (moby/libnetwork's `endpoint_cnt.go`; seen twice in some thousand
 * deployments), and a network whose count never falls to 0 can't be removed before the daemon restarts.
 * @param busyForMs how long to try again where a thing is in use.
 * @throws {EngineError}
 */
export const removeThings = async (
  things: readonly Thing[],
  busyForMs = BUSY_FOR_MS,
): Promise<void> => {
  const remove = (thing: Thing): Promise<void> => removeThing(thing, busyForMs);
  const refusals: unknown[] = [];
  for (const container of things.filter(({ kind }) => kind === 'container')) {
    await remove(container).catch((error: unknown) => refusals.push(error));
  }
  // One that stays keeps its own network and volumes, and nobody else's.
  await together(things.filter(({ kind }) => kind !== 'container').map(remove)).catch(
    (error: unknown) => refusals.push(error),
  );
  if (refusals.length > 0) throw refusals[0];
};

/** While it is still being made, someone else removes it too, or its last container is not wholly gone. */
const BUSY_FOR_MS = 15_000;
const RETRY_AFTER_MS = 100;

const removeThing = async (
  { kind, name, remove, halfMade }: Thing,
  busyForMs: number,
): Promise<void> => {
  for (let waitedMs = 0; ; waitedMs += RETRY_AFTER_MS) {
    const error = await asked(`remove the ${kind} ${name}`, remove()).then(
      () => null,
      (reason: unknown) => reason,
    );
    const status = error instanceof EngineError ? statusOf(error.cause) : null;
    if (error === null) return;
    if (status === 404 && !(await halfMade())) return;
    const busy = status === 404 || status === 409 || (kind === 'network' && status === 403);
    if (!busy || waitedMs >= busyForMs) throw error;
    await delay(RETRY_AFTER_MS);
  }
};
