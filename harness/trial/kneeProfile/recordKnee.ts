import { setTimeout as delay } from 'node:timers/promises';
import type { Profiling, Target } from '../../../targets/target.ts';
import type { Engine, ImageIndex } from '../../engine/engine.ts';
import { connectAgent, connectReader } from '../../load/client.ts';
import type { Experiment } from '../../model/experiment.ts';
import type { KneeRecording } from '../../model/kneeProfile.ts';
import type { LoadJob, LoadResult } from '../../model/load.ts';
import type { PlannedCell } from '../../model/run.ts';
import type { DatabaseUsage } from '../../model/usage.ts';
import type { Observer, Watched } from '../../observe/observer.ts';
import { watchDatabases } from '../../observe/watchDatabases.ts';
import { restore } from '../data.ts';
import { AGENT_CONTAINER } from '../generator.ts';
import type { Removal } from '../removal.ts';
import { type Settling, settlingOf } from '../settling.ts';
import { warmUp } from '../warmUp.ts';
import { readDatabases, resetStatements } from './databases.ts';
import { readStacks, startProfilers } from './processes.ts';

/** Four nodes of a tenth of a core gave 2,260 samples in it. */
export const PROFILED_SECONDS = 8;

const throughputOf = ({ bins, measuredSeconds }: LoadResult): number =>
  bins.completed.reduce((sum, count) => sum + count, 0) / measuredSeconds;

/** What every profiled deployment of a run shares. */
export interface ProfiledRun {
  readonly engine: Engine;
  readonly images: ImageIndex;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly run: string;
  readonly signal: AbortSignal;
}

/** As a trial of the cell at saturation, but with profilers on. @throws where it can't be deployed or loaded */
export const recordKnee = async (
  context: ProfiledRun,
  { cell, plan }: PlannedCell,
  leaving: Removal,
): Promise<KneeRecording> => {
  const { engine, images, target, experiment, run, signal } = context;
  const { profiling } = target;
  if (!profiling) throw new Error(`the target ${target.name} has no profilers`);
  const deployment = await engine.deploy(profiling.plan(plan), {
    images,
    run,
    cell: cell.id,
    cpu: 'unclamped',
    signal,
  });
  try {
    const agent = connectAgent(deployment.publishedUrl(AGENT_CONTAINER));
    await leaving.done();
    await warmUp(deployment, agent, experiment, signal);
    await restore(target, deployment);
    const observer: Observer = {
      deployment,
      observables: target.observables(deployment.plan),
      readUrls: connectReader(deployment.publishedUrl(AGENT_CONTAINER)),
      signal,
    };
    const settling = settlingOf(experiment.timing, cell.scale);
    const job: LoadJob = {
      baseUrl: deployment.internalUrl,
      scenario: cell.scenario,
      seed: experiment.seed,
      model: { kind: 'closed', connections: experiment.connectionsPerNode * cell.scale },
      settleSeconds: settling.seconds,
      measureSeconds: PROFILED_SECONDS,
      timeoutMs: experiment.timing.requestTimeoutMs,
    };
    const [load, waits] = await Promise.all([
      agent.drive(job, signal),
      watched(observer, profiling, settling),
    ]);
    return await recordingOf(observer, profiling, load, waits);
  } finally {
    leaving.start(deployment);
  }
};

/** Sets the limits during the settling, as in a trial, and then starts the profilers. */
const watched = async (
  observer: Observer,
  profiling: Profiling,
  { unclampedSeconds, seconds }: Settling,
): Promise<Watched<DatabaseUsage>> => {
  const { deployment, signal } = observer;
  const waits = watchDatabases(observer, seconds * 1_000, PROFILED_SECONDS * 1_000);
  await delay(unclampedSeconds * 1_000, undefined, { signal });
  await deployment.clamp('clamped');
  await Promise.all([startProfilers(observer, profiling), resetStatements(observer)]);
  return waits.end();
};

/** The load is over: what was recorded comes out as fast as the machine can. */
const recordingOf = async (
  observer: Observer,
  profiling: Profiling,
  load: LoadResult,
  waits: Watched<DatabaseUsage>,
): Promise<KneeRecording> => {
  await observer.deployment.clamp('unclamped');
  const [processes, databases] = await Promise.all([
    readStacks(observer, profiling),
    readDatabases(observer, waits.seen),
  ]);
  return {
    seconds: load.measuredSeconds,
    throughputPerSecond: throughputOf(load),
    groups: processes.seen,
    databases: databases.seen,
    unobserved: [...processes.unobserved, ...waits.unobserved, ...databases.unobserved],
  };
};
