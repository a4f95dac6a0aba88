import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import { isProvablyAlive, thisProcess } from '../engine/docker/owner.ts';
import { cellsOf } from '../experiment/plan.ts';
import { messageOf } from '../model/failure.ts';
import type { Session } from '../trial/journalLine.ts';
import { readRun } from '../trial/runFolder.ts';
import { RUNS_FOLDER } from './runsFolder.ts';

interface ListedRun {
  readonly run: string;
  readonly state: string;
  readonly trials: string;
}

/** What a run that is not finished is doing. */
const stateOf = (last: Session | undefined): string =>
  last && isProvablyAlive(last.owner, thisProcess())
    ? `goes on in process ${last.owner.pid}`
    : 'stopped: --resume goes on with it';

const listed = async (run: string): Promise<ListedRun> => {
  try {
    const { record, sessions } = await readRun(join(RUNS_FOLDER, run));
    const planned = cellsOf(record.experiment).length * record.experiment.trials;
    return {
      run,
      state: record.finishedAt ? 'finished' : stateOf(sessions.at(-1)),
      trials: `${record.trials.length} of ${planned}`,
    };
  } catch (error) {
    return { run, state: `unreadable: ${messageOf(error)}`, trials: '' };
  }
};

export const listCommand = (): Command =>
  new Command('list')
    .description(`List the runs in ${RUNS_FOLDER}/ and their state.`)
    .option('--json', 'as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const folders = await readdir(RUNS_FOLDER, { withFileTypes: true }).catch(() => []);
      const runs = await Promise.all(
        folders
          .filter((folder) => folder.isDirectory())
          .map(({ name }) => name)
          .sort()
          .map(listed),
      );
      if (json) return console.log(JSON.stringify(runs, null, 2));
      if (runs.length === 0) return console.log(`no runs in ${RUNS_FOLDER}/`);
      const table = new Table({ head: ['run', 'state', 'trials'], style: { head: [] } });
      for (const { run, state, trials } of runs) table.push([run, state, trials]);
      console.log(table.toString());
    });
