import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Architecture } from '../../../targets/target.ts';

const DEBIAN_ARCHITECTURES: Readonly<Record<Architecture, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
};

/** What Debian's own slim image leaves out, also when packages are installed later. */
const LEFT_OUT = [
  '/usr/share/doc/*',
  '/usr/share/man/*',
  '/usr/share/info/*',
  '/usr/share/locale/*',
];

/**
 * Writes a minimal Debian trixie as a tar archive to `path`: 22 s.
 * Installs mmdebstrap where it is missing and this process may.
 *
 * @throws where the packages can't be fetched or installed here; the message says what to do.
 */
export const bootstrapDebian = async (
  path: string,
  architecture: Architecture,
  signal?: AbortSignal,
): Promise<void> => {
  await haveMmdebstrap();
  const options = [
    '--variant=minbase',
    `--architectures=${DEBIAN_ARCHITECTURES[architecture]}`,
    ...LEFT_OUT.map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
    'trixie',
    path,
  ];
  await ran('mmdebstrap', options, signal);
};

const haveMmdebstrap = async (): Promise<void> => {
  const present = await ran('mmdebstrap', ['--version']).then(
    () => true,
    () => false,
  );
  if (present) return;
  if (process.getuid?.() !== 0) {
    throw new Error(
      'mmdebstrap is not installed; install it with: sudo apt-get install mmdebstrap',
    );
  }
  await ran('apt-get', ['update', '--quiet']);
  await ran('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'mmdebstrap']);
};

const ran = async (
  command: string,
  options: readonly string[],
  signal?: AbortSignal,
): Promise<void> => {
  await promisify(execFile)(command, options, {
    timeout: 600_000,
    ...(signal ? { signal } : {}),
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      DEBIAN_FRONTEND: 'noninteractive',
      // The same packages give the same archive, to the byte, and so the same hash of the base.
      SOURCE_DATE_EPOCH: '1735689600',
    },
  }).catch((cause: unknown) => {
    const stderr = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : '';
    const last = stderr.trim().split('\n').slice(-5).join('\n');
    throw new Error(`${command} failed${last === '' ? '' : `: ${last}`}`, { cause });
  });
};
