import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from './connect.ts';
import { EngineError } from '../engine.ts';
import { asked, askedFor } from './api.ts';
import { bootstrapDebian } from './bootstrap.ts';
import { TOOL, TOOL_LABEL } from './labels.ts';
import { type ProgressEvent, readProgress } from './progress.ts';

/** Debian's own image, from a registry. */
const PUBLISHED = { repository: 'debian', tag: 'trixie-slim' };
/** The same made here from Debian's packages, under a name that says so. */
const BOOTSTRAPPED = { repository: 'plateau/debian', tag: 'trixie-slim' };

/** How long a registry may say nothing. Where none can be reached, the refusal comes at once. */
const REGISTRY_SILENCE_MS = 30_000;

export interface BaseImage {
  readonly reference: string;
  /** Hash of the content of its layers: the same base has the same hash on every engine. */
  readonly hash: string;
}

/**
 * The Debian base that images stand on: whichever the engine has, else pulled, else bootstrapped.
 *
 * @throws {EngineError} where no registry answers and no bootstrap is possible here.
 */
export const baseImage = async (
  connection: Connection,
  progress: (line: string) => void,
  signal?: AbortSignal,
): Promise<BaseImage> => {
  const present =
    (await inspected(connection, PUBLISHED)) ?? (await inspected(connection, BOOTSTRAPPED));
  if (present !== null) return present;
  progress(`base image: pulling ${referenceOf(PUBLISHED)}`);
  const refusal = await pull(connection, PUBLISHED).then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal === null) return await required(connection, PUBLISHED);
  progress('base image: no registry answers; bootstrapping Debian from its packages');
  signal?.throwIfAborted();
  await bootstrap(connection, signal).catch((cause: unknown) => {
    signal?.throwIfAborted();
    throw new EngineError(
      `There is no base image: ${referenceOf(PUBLISHED)} could not be pulled ` +
        `(${messageOf(refusal)}), nor made from Debian's packages (${messageOf(cause)}). ` +
        `Load one with: docker load < debian-trixie-slim.tar`,
      { cause: new AggregateError([refusal, cause]) },
    );
  });
  return await required(connection, BOOTSTRAPPED);
};

interface Name {
  readonly repository: string;
  readonly tag: string;
}

const referenceOf = ({ repository, tag }: Name): string => `${repository}:${tag}`;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const inspected = async ({ docker }: Connection, name: Name): Promise<BaseImage | null> => {
  const reference = referenceOf(name);
  const image = await askedFor(`look at ${reference}`, docker.getImage(reference).inspect());
  if (image === null) return null;
  const layers = image.RootFS.Layers ?? [image.Id];
  return { reference, hash: createHash('sha256').update(layers.join('\n')).digest('hex') };
};

const required = async (connection: Connection, name: Name): Promise<BaseImage> => {
  const image = await inspected(connection, name);
  if (image === null)
    throw new EngineError(`Docker took ${referenceOf(name)} and does not have it.`);
  return image;
};

const pull = async ({ docker }: Connection, name: Name): Promise<void> => {
  const reference = referenceOf(name);
  const what = `pull ${reference}`;
  await readProgress(await asked(what, docker.pull(reference), REGISTRY_SILENCE_MS), {
    what,
    silenceMs: REGISTRY_SILENCE_MS,
    each: failIfError(what),
  });
};

const bootstrap = async (
  { docker, architecture }: Connection,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'plateau-debian-'));
  try {
    const archive = join(folder, 'debian.tar');
    await bootstrapDebian(archive, architecture, signal);
    const what = `import ${referenceOf(BOOTSTRAPPED)}`;
    const imported = docker.importImage(archive, {
      repo: BOOTSTRAPPED.repository,
      tag: BOOTSTRAPPED.tag,
      changes: [`LABEL ${TOOL_LABEL}=${TOOL}`, 'CMD ["bash"]'],
    });
    await readProgress(await asked(what, imported), {
      what,
      silenceMs: 120_000,
      each: failIfError(what),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const failIfError =
  (what: string) =>
  ({ error }: ProgressEvent): void => {
    if (error !== undefined) throw new EngineError(`Docker could not ${what}: ${error}`);
  };
