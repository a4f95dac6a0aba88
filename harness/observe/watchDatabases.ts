import type { ContainerCommand } from '../../targets/target.ts';
import type { DatabaseUsage } from '../model/usage.ts';
import { attempted } from './attempted.ts';
import { containerOf, type Observer, together, type Watch } from './observer.ts';
import { databaseEveryMs, databaseUsage, watchStatements } from './postgres.ts';

/** The window's last part, which is not sampled: a session starts in 0.1 to 0.2 s, and late by as much. */
const SPARE_MS = 250;

/**
 * Starts a session on every server that samples by itself and says what it saw when the window is over.
 * To start one takes some 35 ms of the server's CPU: now, before the window, and best before its limits.
 * @param afterMs until the window begins @param forMs length of the window
 */
export const watchDatabases = (
  { deployment, observables: { databases } }: Observer,
  afterMs: number,
  forMs: number,
): Watch<DatabaseUsage> => {
  const watch = ({ container, command }: ContainerCommand) =>
    attempted(container, async () => {
      const plan = containerOf(deployment.plan, container);
      const statements = watchStatements(
        afterMs,
        Math.max(1, forMs - SPARE_MS),
        databaseEveryMs(plan.cpuCores),
      );
      const output = await deployment.exec(container, [
        ...command,
        ...statements.map((statement) => `--command=${statement}`),
      ]);
      return databaseUsage(plan, output, forMs / 1_000);
    });
  const watched = Promise.all(databases.map(watch));
  return { begin: () => {}, end: async () => together(await watched) };
};
