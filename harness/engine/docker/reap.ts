import type Docker from 'dockerode';
import { TOOL, TOOL_LABEL, belongingOf } from './labels.ts';
import { isProvablyDead, type Owner } from './owner.ts';
import { removeThings, thingsWith } from './things.ts';

/** Removes what dead owners left, and nothing whose owner is alive or unknown. */
export const reap = async (
  docker: Docker,
  here: Owner,
  { dryRun }: { readonly dryRun: boolean },
): Promise<readonly string[]> => {
  const left = (await thingsWith(docker, `${TOOL_LABEL}=${TOOL}`)).filter(({ labels }) => {
    const belonging = belongingOf(labels);
    return belonging !== null && isProvablyDead(belonging.owner, here);
  });
  if (!dryRun) await removeThings(left);
  return left.map(({ kind, name, labels }) => `${kind} ${name} of run ${belongingOf(labels)?.run}`);
};
