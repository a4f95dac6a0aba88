import { Command } from 'commander';
import { connectDocker } from '../engine/docker/docker.ts';
import { type Engine, ReapError } from '../engine/engine.ts';

type SayLine = (line: string) => void;

/** @throws {ReapError} where the engine keeps some of it, once the rest is removed and told. */
export const clean = async (engine: Engine, dryRun: boolean, say: SayLine): Promise<void> => {
  const tell = (what: string): void => say(`${dryRun ? 'would remove' : 'removed'} ${what}`);
  try {
    const removed = await engine.reap({ dryRun });
    removed.forEach(tell);
    if (removed.length === 0) say('nothing was left by a dead run');
  } catch (error) {
    if (error instanceof ReapError) error.removed.forEach(tell);
    throw error;
  }
};

export const cleanCommand = (): Command =>
  new Command('clean')
    .description(
      'Remove containers, networks and volumes that runs left whose process is dead.\n' +
        'Nothing else on the engine is touched, and nothing of a run that still goes on.',
    )
    .option('--dry-run', 'only say what would be removed', false)
    .action(async ({ dryRun }: { dryRun: boolean }) =>
      clean(await connectDocker(), dryRun, console.log),
    );
