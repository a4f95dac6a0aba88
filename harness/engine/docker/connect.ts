import Docker from 'dockerode';
import type { Architecture } from '../../../targets/target.ts';
import { EngineError } from '../engine.ts';
import { asked } from './api.ts';

export interface Connection {
  readonly docker: Docker;
  readonly version: string;
  /** The engine's, which need not be this machine's. */
  readonly architecture: Architecture;
}

/**
 * Takes the engine that `DOCKER_HOST` names, else the one behind the default socket.
 *
 * @throws {EngineError} with the remedy where none answers.
 */
export const connect = async (withinMs = 10_000): Promise<Connection> => {
  const { docker, version } = await answering(withinMs);
  const architecture = ARCHITECTURES[version.Arch];
  if (architecture === undefined) {
    throw new EngineError(
      `Docker runs on ${version.Arch}; Plateau's images are for amd64 and arm64 only.`,
    );
  }
  return { docker, version: version.Version, architecture };
};

/** By Docker's names. */
const ARCHITECTURES: Readonly<Record<string, Architecture>> = { amd64: 'x64', arm64: 'arm64' };

const answering = async (withinMs: number) => {
  try {
    const docker = new Docker();
    return { docker, version: await asked('tell its version', docker.version(), withinMs) };
  } catch (cause) {
    throw new EngineError(
      `No Docker engine answers at ${process.env['DOCKER_HOST'] ?? 'the default socket'}. ` +
        'Start one, or run scripts/docker-up; DOCKER_HOST names an engine elsewhere.',
      { cause },
    );
  }
};
