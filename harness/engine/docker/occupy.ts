import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { EngineBusyError } from '../engine.ts';
import { asked } from './api.ts';
import { type Belonging, belongingOf, LOCK_LABEL, labelsOf } from './labels.ts';
import { isProvablyDead, type Owner } from './owner.ts';
import { persistently } from './persistently.ts';
import { removeThings, type Thing, thingsWith } from './things.ts';

/** Two that start in one moment both step back, and by chance not equally long. */
const TRIES = 4;
const STEP_BACK_MS = 400;

/**
 * Takes the engine for one run: an empty volume with the owner's name, on the engine itself, so that it
 * holds for whoever measures there, from whatever machine. A name of its own each: nobody can remove
 * another's by mistake, as with one name for all. Whoever sees another's steps back, so that never two
 * hold it; a dead owner's does not count, and is reaped like all that it left.
 *
 * @throws {EngineBusyError} that names the other run.
 */
export const occupy = async (
  docker: Docker,
  owner: Owner,
  run: string,
): Promise<AsyncDisposable> => {
  for (let attempt = 1; ; attempt += 1) {
    const held = await hold(docker, owner, run);
    const other = await otherThan(held.name, docker, owner).catch(async (error: unknown) => {
      await held[Symbol.asyncDispose]();
      throw error;
    });
    if (other === null) return held;
    await held[Symbol.asyncDispose]();
    if (attempt === TRIES) throw busy(other);
    await delay(Math.random() * STEP_BACK_MS);
  }
};

const hold = async (
  docker: Docker,
  owner: Owner,
  run: string,
): Promise<AsyncDisposable & { readonly name: string }> => {
  const deployment = randomBytes(6).toString('hex');
  const name = `plateau-lock-${deployment}`;
  const labels = { ...labelsOf({ deployment, run, cell: '', owner }), [LOCK_LABEL]: 'run' };
  await asked(
    'mark itself as in use',
    docker.createVolume({ Name: name, Driver: 'local', Labels: labels }),
  );
  const mine = async () => (await locks(docker)).filter((thing: Thing) => thing.name === name);
  return {
    name,
    [Symbol.asyncDispose]: () => persistently(async () => removeThings(await mine())),
  };
};

const locks = (docker: Docker): Promise<readonly Thing[]> =>
  thingsWith(docker, `${LOCK_LABEL}=run`);

interface Holder extends Belonging {
  readonly volume: string;
}

const otherThan = async (name: string, docker: Docker, here: Owner): Promise<Holder | null> => {
  const holders = (await locks(docker))
    .filter((lock) => lock.name !== name)
    .flatMap((lock) => {
      const belonging = belongingOf(lock.labels);
      return belonging ? [{ ...belonging, volume: lock.name }] : [];
    });
  return holders.find(({ owner }) => !isProvablyDead(owner, here)) ?? null;
};

const busy = ({ run, owner, volume }: Holder): EngineBusyError =>
  new EngineBusyError(
    `Another run is measured on this engine: ${run}, by process ${owner.pid} on ${owner.machine.split('@').at(-1)}. ` +
      'Two at once would measure each other. Wait for it with --wait, or stop it (kill -INT its process); ' +
      `where that process is gone for certain, free the engine with: docker volume rm ${volume}`,
  );
