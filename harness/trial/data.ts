import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerCommand, Target } from '../../targets/target.ts';
import type { Deployment } from '../engine/engine.ts';
import type { LoadResult } from '../model/load.ts';
import type { Invalidity, ValidityRule } from '../model/trial.ts';

const runAll = (
  deployment: Deployment,
  commands: readonly ContainerCommand[],
): Promise<readonly string[]> =>
  Promise.all(commands.map(({ container, command }) => deployment.exec(container, command)));

/** Puts the deployment's data back to the seed. */
export const restore = async (target: Target, deployment: Deployment): Promise<void> => {
  await runAll(deployment, target.data.restore(deployment.plan));
};

const POLL_MS = 100;

/**
 * Waits until nothing is under way any more.
 * @returns null, or why the data can't be audited: a queue that does not drain in time.
 */
export const settle = async (
  target: Target,
  deployment: Deployment,
  signal: AbortSignal,
): Promise<readonly Invalidity<ValidityRule>[] | null> => {
  const { commands, holds, withinSeconds } = target.data.settled;
  const deadlineMs = performance.now() + withinSeconds * 1_000;
  for (;;) {
    const outputs = await runAll(deployment, commands(deployment.plan));
    if (holds(outputs)) return null;
    if (performance.now() > deadlineMs)
      return [
        {
          rule: 'unsettled',
          detail: `${withinSeconds} s after the load ended something was still under way: ${outputs.map((output) => output.trim()).join(' | ')}`,
        },
      ];
    await delay(POLL_MS, undefined, { signal });
  }
};

/** @returns what does not add up between the data and what the agent was told. */
export const audit = async (
  target: Target,
  deployment: Deployment,
  load: LoadResult,
): Promise<readonly Invalidity[]> =>
  target.data.reconcile(await runAll(deployment, target.data.audit(deployment.plan)), load);
