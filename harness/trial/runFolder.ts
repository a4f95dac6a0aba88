import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../model/environment.ts';
import type { Experiment } from '../model/experiment.ts';
import { messageOf } from '../model/failure.ts';
import type { PlannedCell, RunRecord } from '../model/run.ts';
import { type Journal, openJournal, readJournal } from './journal.ts';

/** A folder that is no run, or can't be read as one. */
export class RunFolderError extends Error {
  override readonly name = 'RunFolderError';
}

/** The files of `runs/<id>/` that a report is computed from. */
const FILES = {
  experiment: 'experiment.json',
  environment: 'environment.json',
  /** Id, start, end and the plan of every cell. */
  run: 'run.json',
  trials: 'trials.ndjson',
} as const;

interface RunFile {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly cells: readonly PlannedCell[];
}

/** Replaces a file whole or not at all: a reader never sees half of it. */
export const writeWhole = async (path: string, content: string | Uint8Array): Promise<void> => {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
};

const writeJson = (path: string, value: unknown): Promise<void> =>
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);

/** A run's folder while the run goes on. */
export interface OpenRun extends AsyncDisposable {
  readonly folder: string;
  readonly journal: Journal;
  /** Marks the run as ended: all that was planned has been tried. */
  readonly finish: () => Promise<void>;
}

const openRun = async (folder: string, run: RunFile): Promise<OpenRun> => {
  const journal = await openJournal(join(folder, FILES.trials));
  return {
    folder,
    journal,
    finish: () =>
      writeJson(join(folder, FILES.run), { ...run, finishedAt: new Date().toISOString() }),
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
};

export const createRun = async (
  folder: string,
  id: string,
  experiment: Experiment,
  environment: Environment,
  cells: readonly PlannedCell[],
): Promise<OpenRun> => {
  const run: RunFile = { id, startedAt: new Date().toISOString(), finishedAt: null, cells };
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeJson(join(folder, FILES.experiment), experiment),
    writeJson(join(folder, FILES.environment), environment),
    writeJson(join(folder, FILES.run), run),
  ]);
  return openRun(folder, run);
};

/** Opens a run that was stopped, to go on with it. @throws {RunFolderError} */
export const reopenRun = async (folder: string): Promise<OpenRun> =>
  openRun(folder, await readJson<RunFile>(folder, FILES.run));

const readJson = async <Content>(folder: string, file: string): Promise<Content> => {
  try {
    return JSON.parse(await readFile(join(folder, file), 'utf8')) as Content;
  } catch (error) {
    throw new RunFolderError(`${folder} can't be read as a run: ${file}: ${messageOf(error)}`, {
      cause: error,
    });
  }
};

/** What a run's folder records, and a warning for each thing that was set aside. */
export interface ReadRun {
  readonly record: RunRecord;
  readonly warnings: readonly string[];
}

/** @throws {RunFolderError | JournalError} */
export const readRun = async (folder: string): Promise<ReadRun> => {
  const [experiment, environment, run] = await Promise.all([
    readJson<Experiment>(folder, FILES.experiment),
    readJson<Environment>(folder, FILES.environment),
    readJson<RunFile>(folder, FILES.run),
  ]);
  const { trials, torn } = await readJournal(join(folder, FILES.trials));
  return {
    record: { ...run, experiment, environment, trials },
    warnings: torn
      ? [
          `${join(folder, FILES.trials)}: the last line was cut off (${torn.length} characters) and is set aside: its trial is lost`,
        ]
      : [],
  };
};
