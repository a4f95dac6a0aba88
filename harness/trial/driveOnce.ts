import type { Target } from '../../targets/target.ts';
import type { Deployment } from '../engine/engine.ts';
import type { Agent } from '../load/agent.ts';
import { connectReader } from '../load/client.ts';
import type { Experiment } from '../model/experiment.ts';
import type { LoadJob } from '../model/load.ts';
import type { Invalidity, Probe, TrialOutcome, TrialSlot } from '../model/trial.ts';
import { audit, restore, settle } from './data.ts';
import { changedContainers } from './casualties.ts';
import { AGENT_CONTAINER } from './generator.ts';
import { type ReadHost, measure } from './measure.ts';
import { settlingOf } from './settling.ts';
import type { StageClock } from './stageClock.ts';
import { brokenThoughRunning } from './stillServes.ts';
import { invalidities } from './validity.ts';

/** A deployment that is warm, and what drives it. */
export interface Warm {
  readonly deployment: Deployment;
  readonly agent: Agent;
}

/** What one drive needs to know of its run. */
export interface DriveContext {
  readonly target: Target;
  readonly experiment: Experiment;
  readonly readHost: ReadHost;
  /** What the hypervisor took of all cores' time when the run was calibrated, 0 to 1; null where that isn't known. */
  readonly calibratedStealShare: number | null;
  readonly signal: AbortSignal;
}

/** Restores the data, drives one trial's load under the CPU limits and holds the data against it. */
export const driveOnce = async (
  { target, experiment, readHost, calibratedStealShare, signal }: DriveContext,
  { deployment, agent }: Warm,
  slot: TrialSlot,
  probe: Probe | null,
  clock: StageClock,
): Promise<TrialOutcome> => {
  clock.enter('restore');
  const before = await deployment.states();
  await restore(target, deployment);
  clock.enter('drive');
  const job = jobOf(experiment, deployment.internalUrl, slot, probe);
  const whatToObserve = {
    observables: target.observables(deployment.plan),
    readUrls: connectReader(deployment.publishedUrl(AGENT_CONTAINER)),
    readHost,
  };
  const { unclampedSeconds } = settlingOf(experiment.timing, slot.cell.scale);
  const sample = await measure(deployment, agent, job, unclampedSeconds, whatToObserve, signal);
  clock.enter('reconcile');
  // The measuring is over: the queues drain as fast as the machine can.
  await deployment.clamp('unclamped');
  const unsettled = await settle(target, deployment, signal);
  const discrepancies = unsettled ?? (await audit(target, deployment, sample.load));
  const changed = await changedContainers(deployment, before);
  const reasons: readonly Invalidity[] = [
    ...invalidities(sample, { sloP99Ms: experiment.slo.p99Ms, calibratedStealShare }),
    ...changed,
    ...discrepancies,
    // What died is told already, and whatever it does not answer with it.
    ...(changed.length > 0
      ? []
      : await brokenThoughRunning(deployment, agent, {
          ...whatToObserve,
          job,
          sample,
          signal,
        })),
  ];
  return reasons.length === 0
    ? { status: 'completed', sample }
    : { status: 'invalid', reasons, sample };
};

/** Closed model: connections in proportion to the application nodes. Open model: as the probe says. */
const jobOf = (
  { connectionsPerNode, timing, seed, offered }: Experiment,
  baseUrl: string,
  { cell, repetition }: TrialSlot,
  probe: Probe | null,
): LoadJob => ({
  baseUrl,
  scenario: cell.scenario,
  seed: seed + repetition,
  settleSeconds: settlingOf(timing, cell.scale).seconds,
  timeoutMs: timing.requestTimeoutMs,
  ...(probe && offered
    ? {
        measureSeconds: offered.measureSeconds,
        model: {
          kind: 'open',
          ratePerSecond: probe.ratePerSecond,
          arrivals: 'poisson',
          connections: offered.connections,
        },
      }
    : {
        measureSeconds: timing.measureSeconds,
        model: { kind: 'closed', connections: connectionsPerNode * cell.scale },
      }),
});
