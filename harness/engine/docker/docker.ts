import type { Engine } from '../engine.ts';
import { asked, askedFor } from './api.ts';
import { connect } from './connect.ts';
import { deploy } from './deploy.ts';
import { prepareImages } from './images.ts';
import { occupy } from './occupy.ts';
import { type Owner, thisProcess } from './owner.ts';
import { untilBack } from './persistently.ts';
import { reap } from './reap.ts';

/** Eight nodes that start at once took 5 s where other work kept two cores busy. */
const READY_WITHIN_MS = 90_000;

export interface DockerOptions {
  /** How long a container may take until it serves. */
  readonly readyWithinMs?: number;
  /** Whose the things made are; this process's. */
  readonly owner?: Owner;
}

/** The Docker engine that answers. @throws {EngineError} with the remedy where none does. */
export const connectDocker = async ({
  readyWithinMs = READY_WITHIN_MS,
  owner = thisProcess(),
}: DockerOptions = {}): Promise<Engine> => {
  const connection = await connect();
  const { docker, version, host } = connection;
  return {
    name: 'docker',
    version,
    host,
    prepareImages: (recipes, progress, signal) =>
      prepareImages(connection, recipes, progress, signal),
    hasImage: async (reference) =>
      (await askedFor(`look at ${reference}`, docker.getImage(reference).inspect())) !== null,
    deploy: (plan, options) => deploy(docker, owner, readyWithinMs, plan, options),
    answers: (signal) => untilBack(() => asked('answer', docker.ping()), { signal }),
    occupy: (run) => occupy(docker, owner, run),
    reap: (options) => reap(docker, owner, options),
  };
};
