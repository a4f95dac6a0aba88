import Docker from 'dockerode';
import type { Architecture } from '../../../targets/target.ts';
import { EngineError, type EngineHost } from '../engine.ts';
import { asked } from './api.ts';

export interface Connection {
  readonly docker: Docker;
  readonly version: string;
  /** The engine's, which need not be this machine's. */
  readonly architecture: Architecture;
  readonly host: EngineHost;
}

/**
 * Takes the engine that `DOCKER_HOST` names, else the one behind the default socket.
 *
 * @throws {EngineError} with the remedy where none answers.
 */
export const connect = async (withinMs = 10_000): Promise<Connection> => {
  const { docker, info } = await answering(withinMs);
  const architecture = ARCHITECTURES[info.Architecture];
  if (architecture === undefined) {
    throw new EngineError(
      `Docker runs on ${info.Architecture}; Plateau's images are for x86_64 and aarch64 only.`,
    );
  }
  return {
    docker,
    version: info.ServerVersion,
    architecture,
    host: {
      cpuCores: info.NCPU,
      memoryBytes: info.MemTotal,
      kernel: info.KernelVersion,
      operatingSystem: info.OperatingSystem,
    },
  };
};

/** By the kernel's names, as Docker tells them. */
const ARCHITECTURES: Readonly<Record<string, Architecture>> = { x86_64: 'x64', aarch64: 'arm64' };

/** The part of Docker's answer to `info` that counts here. */
interface DockerInfo {
  readonly Architecture: string;
  readonly ServerVersion: string;
  readonly NCPU: number;
  readonly MemTotal: number;
  readonly KernelVersion: string;
  readonly OperatingSystem: string;
}

const answering = async (withinMs: number) => {
  try {
    const docker = new Docker();
    const info = (await asked('describe itself', docker.info(), withinMs)) as DockerInfo;
    return { docker, info };
  } catch (cause) {
    throw new EngineError(
      `No Docker engine answers at ${process.env['DOCKER_HOST'] ?? 'the default socket'}. ` +
        'Start one, or run scripts/docker-up; DOCKER_HOST names an engine elsewhere.',
      { cause },
    );
  }
};
