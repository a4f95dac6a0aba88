import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { HistoryError } from './line.ts';

/** Who this process is, and whether another is provably no more. */
export interface Identity {
  /** JSON-serialisable. */
  readonly self: unknown;
  readonly isProvablyDead: (owner: unknown) => boolean;
}

interface Holder {
  readonly token: string;
  readonly since: string;
  readonly owner: unknown;
}

/** An append takes milliseconds. */
const WAIT_MS = 30_000;
const POLL_MS = 40;

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/**
 * Puts a file with its whole content in place, or fails with EEXIST: a lock without its owner's name is
 * never seen. Bucket mounts have no hard links; there an exclusive copy has to do.
 */
const putInPlace = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
};

/** @returns false where another holds the lock. */
const tryLock = async (path: string, holder: Holder): Promise<boolean> => {
  const draft = `${path}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await putInPlace(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
};

/** @returns null where no one holds the lock any more, or its file is still being copied. */
const holderOf = async (path: string): Promise<Holder | null> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
};

/** Takes a dead owner's lock away; what was taken by mistake, since a third was quicker, is put back. */
const breakLock = async (path: string, dead: Holder): Promise<void> => {
  const aside = `${path}.broken-${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const taken = await holderOf(aside);
  if (taken?.token !== dead.token) await putInPlace(aside, path).catch(() => {});
  await rm(aside, { force: true });
};

/**
 * Does `work` while no other process does the same with this path.
 * `work` is given a function that throws where the lock was lost; to be called right before a write.
 * @throws {HistoryError} where another holds the lock for longer than any append takes.
 */
export const whileLocked = async <Result>(
  path: string,
  identity: Identity,
  work: (stillHeld: () => Promise<void>) => Promise<Result>,
  waitMs: number = WAIT_MS,
): Promise<Result> => {
  const holder = { token: randomUUID(), since: new Date().toISOString(), owner: identity.self };
  const startedMs = performance.now();
  while (!(await tryLock(path, holder))) {
    const other = await holderOf(path);
    if (other && identity.isProvablyDead(other.owner)) await breakLock(path, other);
    else if (performance.now() - startedMs > waitMs)
      throw new HistoryError(
        `the history is locked by ${JSON.stringify(other?.owner ?? 'an unknown process')} since ${other?.since ?? 'an unknown time'}; if that process is gone, remove ${path}`,
      );
    else await delay(POLL_MS);
  }
  try {
    return await work(async () => {
      if ((await holderOf(path))?.token !== holder.token)
        throw new HistoryError(
          `${path} was removed or taken while it was held; nothing was written`,
        );
    });
  } finally {
    if ((await holderOf(path).catch(() => null))?.token === holder.token)
      await rm(path, { force: true });
  }
};
