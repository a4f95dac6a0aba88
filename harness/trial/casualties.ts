import type { ContainerState, Deployment } from '../engine/engine.ts';
import type { Invalidity, ValidityRule } from '../model/trial.ts';

/** A container that is not what it was, and what became of it: `died with code 137`. */
export interface Casualty {
  readonly container: string;
  readonly what: string;
}

/** A worker or backend that dies may leave its container running. */
const killedInside = (first: ContainerState, last: ContainerState): number =>
  first.memoryKills === null || last.memoryKills === null
    ? 0
    : last.memoryKills - first.memoryKills;

const fateOf = (first: ContainerState, last: ContainerState | undefined): string | null => {
  if (!last) return 'was removed';
  if (last.paused) return 'was paused';
  if (last.oomKilled && !last.running) return 'was killed for memory';
  if (!last.running) return last.exitCode === null ? 'died' : `died with code ${last.exitCode}`;
  if (last.startedAt !== first.startedAt || last.restarts !== first.restarts) return 'restarted';
  const killed = killedInside(first, last);
  return killed > 0 ? `had ${killed} of its processes killed for memory` : null;
};

/** Pure. */
export const casualtiesBetween = (
  before: readonly ContainerState[],
  after: readonly ContainerState[],
): readonly Casualty[] =>
  before.flatMap((first) => {
    const { container } = first;
    const what = fateOf(
      first,
      after.find((last) => last.container === container),
    );
    return what === null ? [] : [{ container, what }];
  });

const LINES_TOLD = 10;

/** What a container wrote last, for the end of a sentence about it. Never throws. */
export const lastWords = async (deployment: Deployment, container: string): Promise<string> => {
  const lines = await deployment.logs(container, LINES_TOLD).catch(() => '');
  return lines.trim() === '' ? '; it wrote nothing' : `; its last lines:\n${lines.trim()}`;
};

/** @returns why a trial is invalid that lost containers, each with its last lines. */
export const changedContainers = async (
  deployment: Deployment,
  before: readonly ContainerState[],
): Promise<readonly Invalidity<ValidityRule>[]> =>
  Promise.all(
    casualtiesBetween(before, await deployment.states()).map(async ({ container, what }) => ({
      rule: 'container-changed',
      detail: `${container} ${what} during the trial${await lastWords(deployment, container)}`,
    })),
  );

/**
 * What of its containers may explain that a trial failed: an exec that was cut off says nothing of
 * the container that died meanwhile. Empty where all run as they did, or nobody can tell. Never throws.
 */
export const explanation = async (
  deployment: Deployment,
  before: readonly ContainerState[],
): Promise<string> => {
  const changed = await changedContainers(deployment, before).catch(() => []);
  return changed.map(({ detail }) => `\n${detail}`).join('');
};
