import type Docker from 'dockerode';
import { ReapError } from '../engine.ts';
import { TOOL, TOOL_LABEL, belongingOf } from './labels.ts';
import { isProvablyDead, type Owner } from './owner.ts';
import { type Thing, removeThings, thingsWith } from './things.ts';

/**
 * What a killed owner had asked for last may appear only after a first look, and hold its volume and
 * network meanwhile: look again soon, rather than wait long for what the first look saw.
 */
const LOOKS = 6;
const BUSY_FOR_MS = 1_500;

const nameOf = ({ kind, name, labels }: Thing): string =>
  `${kind} ${name} of run ${belongingOf(labels)?.run}`;

const leftByTheDead = async (docker: Docker, here: Owner): Promise<readonly Thing[]> =>
  (await thingsWith(docker, `${TOOL_LABEL}=${TOOL}`)).filter(({ labels }) => {
    const belonging = belongingOf(labels);
    return belonging !== null && isProvablyDead(belonging.owner, here);
  });

/**
 * Removes what dead owners left, and nothing whose owner is alive or unknown.
 * @throws {ReapError} where something can't be removed; the rest is.
 */
export const reap = async (
  docker: Docker,
  here: Owner,
  { dryRun }: { readonly dryRun: boolean },
): Promise<readonly string[]> => {
  const seen = new Map<string, string>();
  for (let look = 1; ; look += 1) {
    const left = await leftByTheDead(docker, here);
    for (const thing of left) seen.set(thing.name, nameOf(thing));
    if (dryRun || left.length === 0) return [...seen.values()];
    try {
      await removeThings(left, BUSY_FOR_MS);
    } catch (error) {
      if (look === LOOKS) throw refused(await leftByTheDead(docker, here), seen, error);
    }
  }
};

const refused = (
  left: readonly Thing[],
  seen: ReadonlyMap<string, string>,
  cause: unknown,
): ReapError => {
  const still = new Set(left.map(({ name }) => name));
  const gone = [...seen].filter(([name]) => !still.has(name)).map(([, what]) => what);
  return new ReapError(`Still there: ${left.map(nameOf).join(', ')}`, gone, { cause });
};
