import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-…` of the archive, as npm's lock file states it. */
  readonly integrity: string;
}

/**
 * An npm package's archive (`.tgz`), by `npm pack` from the user's registry into the user's
 * cache, and from there ever after. Never returns an archive with another integrity.
 *
 * @param cache folder that keeps archives over runs.
 * @throws where npm fails, or the registry's archive is not the pinned one.
 */
export const packed = async (
  { name, version, integrity }: PinnedPackage,
  cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'plateau'),
): Promise<Uint8Array> => {
  const kept = join(cache, `${name}-${version}.tgz`);
  const known = await readFile(kept).catch(() => null);
  if (known !== null && integrityOf(known) === integrity) return known;

  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'pack-'));
  try {
    const archive = join(folder, await pack(`${name}@${version}`, folder));
    const content = await readFile(archive);
    if (integrityOf(content) !== integrity) {
      throw new Error(
        `${name}@${version} from the npm registry is not the pinned archive: it has ` +
          `${integrityOf(content)}, pinned is ${integrity}. Check the registry npm is set to.`,
      );
    }
    await rename(archive, kept);
    return content;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const integrityOf = (content: Uint8Array): string =>
  `sha512-${createHash('sha512').update(content).digest('base64')}`;

/** @returns the archive's file name in `folder`. */
const pack = async (spec: string, folder: string): Promise<string> => {
  const options = ['--silent', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await promisify(execFile)('npm', ['pack', spec, ...options], {
    timeout: 300_000,
  }).catch((cause: unknown) => {
    throw new Error(`npm could not fetch ${spec}; check that its registry can be reached`, {
      cause,
    });
  });
  return stdout.trim();
};
