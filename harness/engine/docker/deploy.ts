import { randomBytes } from 'node:crypto';
import type Docker from 'dockerode';
import type { Container, ContainerInspectInfo } from 'dockerode';
import { type ContainerPlan, containersOf, type DeploymentPlan } from '../../model/plan.ts';
import { type Deployment, type DeployOptions, EngineError } from '../engine.ts';
import { asked } from './api.ts';
import { archiveOf } from './archive.ts';
import { configurationFolders, configurationIn, containerOptions, cpuLimit } from './containers.ts';
import { makeDeployment, type Running } from './deployment.ts';
import { DEPLOYMENT_LABEL, type Labels, labelsOf } from './labels.ts';
import type { Owner } from './owner.ts';
import { persistently } from './persistently.ts';
import { untilReady } from './readiness.ts';
import { makeSecrets, type Secrets } from './secrets.ts';
import { usageReader } from './stats.ts';
import { removeThings, thingsWith } from './things.ts';
import { together } from './together.ts';

/** What every step of one deployment knows. */
interface Site {
  readonly docker: Docker;
  /** Network, and beginning of all other names. */
  readonly name: string;
  readonly labels: Labels;
  readonly plan: DeploymentPlan;
  readonly options: DeployOptions;
  readonly secrets: Secrets;
  readonly readyWithinMs: number;
  readonly signal: AbortSignal;
}

type Created = ReadonlyMap<ContainerPlan, Container>;

/** See `Engine.deploy`. */
export const deploy = async (
  docker: Docker,
  owner: Owner,
  readyWithinMs: number,
  plan: DeploymentPlan,
  options: DeployOptions,
): Promise<Deployment> => {
  const id = randomBytes(6).toString('hex');
  const site: Site = {
    docker,
    name: `plateau-${id}`,
    labels: labelsOf({ deployment: id, run: options.run, cell: options.cell, owner }),
    plan,
    options,
    secrets: makeSecrets(),
    readyWithinMs,
    signal: options.signal ?? new AbortController().signal,
  };
  // A daemon that restarts meanwhile is waited for: what stays behind has an owner that lives.
  const remove = () =>
    persistently(async () => removeThings(await thingsWith(docker, `${DEPLOYMENT_LABEL}=${id}`)));
  try {
    const running = await start(site);
    return makeDeployment({ plan, running, secrets: site.secrets, remove });
  } catch (error) {
    await remove().catch((cause: unknown) => {
      throw new EngineError(
        `A deployment failed, and what it had made could not be removed: ${String(cause)}`,
        { cause: new AggregateError([error, cause]) },
      );
    });
    throw error;
  }
};

const start = async (site: Site): Promise<readonly Running[]> => {
  site.signal.throwIfAborted();
  const { docker, name, labels, plan, signal } = site;
  const network = { Name: name, Driver: 'bridge', Labels: { ...labels } };
  await asked(`make the network ${name}`, docker.createNetwork(network));
  signal.throwIfAborted();
  const created: Created = new Map(
    await together(
      containersOf(plan).map(async (part) => [part, await create(site, part)] as const),
    ),
  );
  const running: Running[] = [];
  for (const stage of plan.stages) {
    signal.throwIfAborted();
    running.push(...(await startStage(site, stage, created)));
  }
  return running;
};

const create = async (site: Site, plan: ContainerPlan): Promise<Container> => {
  const image = site.options.images[plan.image];
  if (image === undefined) {
    throw new EngineError(`${plan.name} wants the image ${plan.image}, which was not prepared.`);
  }
  const setting = {
    plan,
    name: `${site.name}-${plan.name}`,
    image: image.reference,
    network: site.name,
    labels: site.labels,
    cpu: cpuLimit(site.options.cpu, plan.cpuCores, site.plan.cpuPeriodMicros),
  };
  const options = containerOptions(setting, site.secrets);
  const container = await asked(
    `make the container ${plan.name}`,
    site.docker.createContainer(options),
  );
  // The root file system is read-only from here on, but the folders of these files are volumes.
  for (const folder of configurationFolders(plan)) {
    const archive = archiveOf(configurationIn(folder, plan));
    await asked(`put files into ${plan.name}`, container.putArchive(archive, { path: folder }));
  }
  return container;
};

/**
 * Starts a stage's containers and waits for all of them together; the first that fails ends the
 * wait. Each start waits for the one before, for the reason that `removeThings` gives.
 */
const startStage = async (
  site: Site,
  stage: readonly ContainerPlan[],
  created: Created,
): Promise<readonly Running[]> => {
  const failed = new AbortController();
  const signal = AbortSignal.any([site.signal, failed.signal]);
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (start: () => Promise<unknown>): Promise<unknown> => {
    before = before.then(start);
    return before;
  };
  return await together(
    stage.map(async (plan) => {
      try {
        return await startContainer(site, plan, created, inTurn, signal);
      } catch (error) {
        failed.abort(error);
        throw error;
      }
    }),
  );
};

const startContainer = async (
  site: Site,
  plan: ContainerPlan,
  created: Created,
  inTurn: (start: () => Promise<unknown>) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Running> => {
  const container = created.get(plan);
  if (container === undefined) throw new EngineError(`${plan.name} was never made.`);
  await inTurn(async () => {
    signal.throwIfAborted();
    await asked(`start ${plan.name}`, container.start());
  });
  const inspected = await asked(`inspect ${plan.name}`, container.inspect());
  const url = publishedUrl(inspected, plan);
  await untilReady({
    container,
    plan,
    url,
    withinMs: site.readyWithinMs,
    redact: site.secrets.redact,
    signal,
  });
  const counters = await usageReader(container, plan.name, inspected.State.Pid);
  return { plan, container, url, counters };
};

/** Docker chose the port. Null where none is published, or the container ended already. */
const publishedUrl = (
  { NetworkSettings }: ContainerInspectInfo,
  { publishPort }: ContainerPlan,
): string | null => {
  const bound = NetworkSettings.Ports[`${publishPort}/tcp`]?.[0];
  return bound === undefined ? null : `http://127.0.0.1:${bound.HostPort}`;
};
