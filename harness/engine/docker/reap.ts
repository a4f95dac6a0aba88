import type Docker from 'dockerode';
import { TOOL, TOOL_LABEL, belongingOf } from './labels.ts';
import { isProvablyDead, type Owner } from './owner.ts';
import { type Thing, removeThings, thingsWith } from './things.ts';

/**
 * What a killed owner had asked for last may appear only after a first look, and hold its volume and
 * network meanwhile: look again soon, rather than wait long for what the first look saw.
 */
const LOOKS = 6;
const BUSY_FOR_MS = 1_500;

const leftByTheDead = async (docker: Docker, here: Owner): Promise<readonly Thing[]> =>
  (await thingsWith(docker, `${TOOL_LABEL}=${TOOL}`)).filter(({ labels }) => {
    const belonging = belongingOf(labels);
    return belonging !== null && isProvablyDead(belonging.owner, here);
  });

/**
 * Removes what dead owners left, and nothing whose owner is alive or unknown.
 * @throws {EngineError} where something can't be removed.
 */
export const reap = async (
  docker: Docker,
  here: Owner,
  { dryRun }: { readonly dryRun: boolean },
): Promise<readonly string[]> => {
  const seen = new Map<string, string>();
  for (let look = 1; ; look += 1) {
    const left = await leftByTheDead(docker, here);
    for (const { kind, name, labels } of left)
      seen.set(name, `${kind} ${name} of run ${belongingOf(labels)?.run}`);
    if (dryRun || left.length === 0) return [...seen.values()];
    try {
      await removeThings(left, BUSY_FOR_MS);
    } catch (error) {
      if (look === LOOKS) throw error;
    }
  }
};
