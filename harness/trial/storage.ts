import { messageOf } from '../model/failure.ts';

/** The machine could not keep what it was given; the message names it and the remedy. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

const READ_ONLY = 'make it writable, or call Plateau in another folder';
const TOO_MANY_FILES = 'this process may open no more files: raise the limit (ulimit -n)';

/** System error → what the user can do about it. */
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space there',
  EDQUOT: "the user's quota is used up: free some space there",
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  EIO: 'the disk fails: see the log of the kernel, and go on with a copy on another disk',
};

/**
 * Awaits a write of files.
 *
 * @param what completes "… could not be kept".
 * @throws {StorageError} with the remedy, where the machine is to blame; anything else as it came.
 */
export const stored = async <Result>(what: string, write: Promise<Result>): Promise<Result> => {
  try {
    return await write;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const remedy = REMEDIES[code];
    if (remedy === undefined) throw cause;
    throw new StorageError(`${what} could not be kept: ${messageOf(cause)}; ${remedy}`);
  }
};
