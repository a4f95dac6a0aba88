import { Command } from 'commander';
import { connectDocker } from '../engine/docker/docker.ts';

export const cleanCommand = (): Command =>
  new Command('clean')
    .description(
      'Remove containers, networks and volumes that runs left whose process is dead.\n' +
        'Nothing else on the engine is touched, and nothing of a run that still goes on.',
    )
    .option('--dry-run', 'only say what would be removed', false)
    .action(async ({ dryRun }: { dryRun: boolean }) => {
      const engine = await connectDocker();
      const removed = await engine.reap({ dryRun });
      for (const what of removed) console.log(`${dryRun ? 'would remove' : 'removed'} ${what}`);
      if (removed.length === 0) console.log('nothing was left by a dead run');
    });
