import type { DatabaseProfile } from '../../model/kneeProfile.ts';
import type { DatabaseUsage } from '../../model/usage.ts';
import { attempted } from '../../observe/attempted.ts';
import { type Observer, together, type Watched } from '../../observe/observer.ts';
import { parseStatements, READ_STATEMENTS, RESET_STATEMENTS } from '../../observe/statements.ts';

const asked = (statements: readonly string[]): readonly string[] =>
  statements.map((statement) => `--command=${statement}`);

/** Where it fails, statements are missing when they are read, and that is told of. */
export const resetStatements = async ({ deployment, observables }: Observer): Promise<void> => {
  await Promise.allSettled(
    observables.databases.map(({ container, command }) =>
      deployment.exec(container, [...command, ...asked(RESET_STATEMENTS)]),
    ),
  );
};

/** Every server's statements since they were reset, beside what its sessions waited for. */
export const readDatabases = async (
  { deployment, observables }: Observer,
  waits: readonly DatabaseUsage[],
): Promise<Watched<DatabaseProfile>> =>
  together(
    await Promise.all(
      observables.databases.map(({ container, command }) =>
        attempted(container, async (): Promise<DatabaseProfile> => {
          const output = await deployment.exec(container, [
            ...command,
            ...asked([READ_STATEMENTS]),
          ]);
          const usage = waits.find((one) => one.container === container) ?? null;
          return { container, usage, ...parseStatements(output) };
        }),
      ),
    ),
  );
