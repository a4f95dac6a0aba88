import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A clone of the repository in which a change is committed like every other. */
export interface Clone {
  readonly folder: string;
  readonly checkOut: (branch: string) => Promise<void>;
  /** Commits what is changed in the working tree on a branch, made anew. */
  readonly commit: (branch: string, message: string) => Promise<void>;
  /** @returns a patch. */
  readonly difference: (from: string, to: string) => Promise<string>;
}

const AUTHOR = ['-c', 'user.name=plateau', '-c', 'user.email=plateau@localhost'];

/** Clones HEAD where the folder is not there yet: nights that are recorded later are of the same commit. */
export const openClone = async (repository: string, folder: string): Promise<Clone> => {
  const git = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)('git', ['-C', folder, ...args])).stdout;
  if (!existsSync(folder)) {
    await promisify(execFile)('git', ['clone', '--quiet', '--shared', repository, folder]);
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
    await git('checkout', '--quiet', '-b', 'unchanged');
  }
  return {
    folder,
    checkOut: async (branch) => {
      await git('checkout', '--quiet', '--force', branch);
    },
    commit: async (branch, message) => {
      await git('checkout', '--quiet', '-B', branch);
      await git(...AUTHOR, 'commit', '--quiet', '--all', '--message', message);
    },
    difference: (from, to) => git('diff', from, to),
  };
};
