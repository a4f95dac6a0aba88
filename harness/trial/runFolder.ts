import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { thisProcess } from '../engine/docker/owner.ts';
import type { CodeChange } from '../model/codeChange.ts';
import type { Environment } from '../model/environment.ts';
import type { Experiment } from '../model/experiment.ts';
import { messageOf } from '../model/failure.ts';
import type { PlannedCell, RunRecord } from '../model/run.ts';
import { environmentOfNow, experimentOfNow, plannedCellOfNow } from './earlierRuns.ts';
import { type Journal, openJournal, readJournal } from './journal.ts';
import type { Intent, JournalRecord, Session } from './journalLine.ts';
import { differences } from './difference.ts';
import { stored } from './storage.ts';

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
  readonly codeChange?: CodeChange;
}

/** Replaces a file whole or not at all: a reader never sees half of it. @throws {StorageError} */
export const writeWhole = async (
  path: string,
  content: string | Uint8Array,
  { flush = false } = {},
): Promise<void> => {
  const part = `${path}.part`;
  try {
    await stored(path, writeFile(part, content, { flush }));
    await stored(path, rename(part, path));
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw error;
  }
};

const writeJson = (path: string, value: unknown): Promise<void> =>
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, { flush: true });

/** So that the names of new files are on the disk too, and not only what is in them. */
const syncFolder = async (folder: string): Promise<void> => {
  await using handle = await open(folder, 'r');
  await handle.sync();
};

/** A run's folder while the run goes on. */
export interface OpenRun extends AsyncDisposable {
  readonly folder: string;
  readonly journal: Journal;
  /** Marks the run as ended: all that was planned has been tried. */
  readonly finish: () => Promise<void>;
}

const openRun = async (
  folder: string,
  run: RunFile,
  first: readonly JournalRecord[],
): Promise<OpenRun> => {
  const journal = await openJournal(join(folder, FILES.trials));
  const session = { startedAt: new Date().toISOString(), owner: thisProcess() };
  for (const record of [...first, { kind: 'session', session } as const])
    await journal.write(record);
  await syncFolder(folder);
  return {
    folder,
    journal,
    finish: () =>
      writeJson(join(folder, FILES.run), { ...run, finishedAt: new Date().toISOString() }),
    [Symbol.asyncDispose]: () => journal[Symbol.asyncDispose](),
  };
};

/** @throws {StorageError} where the folder can't be written to. */
export const createRun = async (
  folder: string,
  id: string,
  experiment: Experiment,
  environment: Environment,
  cells: readonly PlannedCell[],
  { codeChange }: Pick<RunRecord, 'codeChange'> = {},
): Promise<OpenRun> => {
  const run: RunFile = {
    id,
    startedAt: new Date().toISOString(),
    finishedAt: null,
    cells,
    ...(codeChange ? { codeChange } : {}),
  };
  await stored(folder, mkdir(folder, { recursive: true }));
  await Promise.all([
    writeJson(join(folder, FILES.experiment), experiment),
    writeJson(join(folder, FILES.environment), environment),
    writeJson(join(folder, FILES.run), run),
  ]);
  return openRun(folder, run, [{ kind: 'plan', run: id, experiment }]);
};

/** Opens a run that was stopped, to go on with it. @throws {RunFolderError | JournalError} */
export const reopenRun = async (folder: string): Promise<OpenRun> =>
  openRun(folder, await readJson<RunFile>(folder, FILES.run), []);

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
  /** Processes that worked at it, the last one last; none in a run of an earlier version. */
  readonly sessions: readonly Session[];
  /** Trials that were begun and did not end: their process was stopped or killed. */
  readonly unfinished: readonly Intent[];
  readonly warnings: readonly string[];
}

/** The trials that were begun and have no line of their own, in order. */
const unfinishedIn = (records: readonly JournalRecord[]): readonly Intent[] =>
  records.flatMap((record, index) =>
    record.kind === 'intent' && records[index + 1]?.kind !== 'trial' ? [record.intent] : [],
  );

/** Prices and growth may be changed at any time: they decide nothing that is measured. */
const decisive = ({ economics: _prices, ...rest }: Experiment): Omit<Experiment, 'economics'> =>
  rest;

/** @throws {RunFolderError} where the experiment is not the one that the run was begun with. */
const refuseChanged = (
  folder: string,
  experiment: Experiment,
  records: readonly JournalRecord[],
): void => {
  const plan = records.find((record) => record.kind === 'plan');
  const changed = plan
    ? differences(decisive(experimentOfNow(plan.experiment)), decisive(experiment))
    : [];
  if (changed.length > 0)
    throw new RunFolderError(
      `${join(folder, FILES.experiment)} was changed since the run began:\n  ${changed.join('\n  ')}\nput it back, or start a new run for another experiment`,
    );
};

/** @throws {RunFolderError | JournalError} */
export const readRun = async (folder: string): Promise<ReadRun> => {
  const [experiment, environment, run] = await Promise.all([
    readJson<Experiment>(folder, FILES.experiment).then(experimentOfNow),
    readJson<Environment>(folder, FILES.environment).then(environmentOfNow),
    readJson<RunFile>(folder, FILES.run),
  ]);
  const { records, trials, torn } = await readJournal(join(folder, FILES.trials));
  refuseChanged(folder, experiment, records);
  return {
    record: {
      ...run,
      cells: run.cells.map(plannedCellOfNow),
      experiment,
      environment,
      trials,
      kneeProfiles: records.flatMap((record) =>
        record.kind === 'knee-profile' ? [record.profile] : [],
      ),
    },
    sessions: records.flatMap((record) => (record.kind === 'session' ? [record.session] : [])),
    unfinished: unfinishedIn(records),
    warnings: torn
      ? [
          `${join(folder, FILES.trials)}: the last line was cut off (${torn.length} characters) and is set aside: what it was to record is lost, and is done again with --resume`,
        ]
      : [],
  };
};
