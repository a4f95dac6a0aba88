import { access, constants, mkdir } from 'node:fs/promises';
import { stored } from '../trial/storage.ts';

/** Where runs are kept, below the folder that Plateau is called in. */
export const RUNS_FOLDER = 'runs';

/** Makes the folder where it is missing. @throws {StorageError} before anything is built, where it can't be written to. */
export const usableRunsFolder = async (): Promise<void> => {
  // Not `recursive`: on a read-only file system that says ENOENT.
  const made = mkdir(RUNS_FOLDER).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await stored(RUNS_FOLDER, made);
  await stored(RUNS_FOLDER, access(RUNS_FOLDER, constants.W_OK));
};
