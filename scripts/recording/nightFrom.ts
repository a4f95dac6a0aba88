import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import type { Clone } from './clone.ts';
import type { Step } from './steps.ts';

/** Where a night runs, what it measures and where it is kept. */
interface Where {
  readonly folder: string;
  readonly experiment: string;
  readonly history: string;
}

interface Ended {
  readonly exitCode: number | null;
  /** One line; why there is none where the night came to no decision. */
  readonly summary: string;
}

/** Runs `plateau nightly` of a clone; its progress goes to the terminal. */
export const nightFrom = async (clone: Clone, step: Step, where: Where): Promise<Ended> => {
  const night = [
    join(clone.folder, 'scripts/plateau'),
    'nightly',
    where.experiment,
    '--history',
    where.history,
    '--json',
  ];
  const otherEngine = join(import.meta.dirname, 'other-engine');
  const [command = '', ...args] = step.engine === 'another' ? [otherEngine, ...night] : night;
  const child = spawn(command, args, { cwd: where.folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [said, exitCode] = await Promise.all([text(child.stdout), ended]);
  const summary = said === '' ? 'no decision' : (JSON.parse(said) as { summary: string }).summary;
  return { exitCode, summary };
};
