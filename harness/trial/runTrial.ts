import type { Target } from '../../targets/target.ts';
import type { Deployment, Engine, ImageIndex } from '../engine/engine.ts';
import { connectAgent } from '../load/client.ts';
import type { Agent } from '../load/agent.ts';
import type { Experiment } from '../model/experiment.ts';
import type { LoadJob } from '../model/load.ts';
import type { PlannedCell } from '../model/run.ts';
import type { Invalidity, Sample, Stage, Trial, TrialOutcome } from '../model/trial.ts';
import { messageOf } from '../model/failure.ts';
import { AGENT_CONTAINER } from './generator.ts';
import { restore, settle, audit } from './data.ts';
import { type ReadHost, measure } from './measure.ts';
import type { Removal } from './removal.ts';
import { type StageClock, stageClock } from './stageClock.ts';
import { invalidities } from './validity.ts';
import { warmUp } from './warmUp.ts';

/** What every trial of a run shares. */
export interface TrialContext {
  readonly engine: Engine;
  readonly images: ImageIndex;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly run: string;
  readonly readHost: ReadHost;
  readonly removal: Removal;
  readonly signal: AbortSignal;
  readonly onStage: (stage: Stage) => void;
}

/**
 * One trial on a fresh deployment, from creating it to the start of its removal.
 * @throws only where the run was interrupted; every other failure is the trial's outcome.
 */
export const runTrial = async (
  context: TrialContext,
  planned: PlannedCell,
  repetition: number,
): Promise<Trial> => {
  const startedAt = new Date().toISOString();
  const clock = stageClock(context.onStage);
  const outcome = await attempted(context, clock, () =>
    outcomeOf(context, planned, repetition, clock),
  );
  return { cell: planned.cell, repetition, startedAt, stageSeconds: clock.end(), outcome };
};

/** A failure becomes the outcome, named by the stage it happened in; an interruption stays one. */
const attempted = async (
  { signal }: TrialContext,
  clock: StageClock,
  work: () => Promise<TrialOutcome>,
): Promise<TrialOutcome> => {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    return { status: 'failed', stage: clock.stage(), error: messageOf(error) };
  }
};

const outcomeOf = async (
  context: TrialContext,
  planned: PlannedCell,
  repetition: number,
  clock: StageClock,
): Promise<TrialOutcome> => {
  const { engine, images, run, signal } = context;
  clock.enter('deploy');
  const deployment = await engine.deploy(planned.plan, {
    images,
    run,
    cell: planned.cell.id,
    cpu: 'unclamped',
    signal,
  });
  try {
    return await attempted(context, clock, () =>
      measuredOutcome(context, deployment, planned, repetition, clock),
    );
  } finally {
    context.removal.start(deployment);
  }
};

const measuredOutcome = async (
  { target, experiment, readHost, removal, signal }: TrialContext,
  deployment: Deployment,
  { cell }: PlannedCell,
  repetition: number,
  clock: StageClock,
): Promise<TrialOutcome> => {
  const agent: Agent = connectAgent(deployment.publishedUrl(AGENT_CONTAINER));
  await removal.done();
  clock.enter('warm-up');
  await warmUp(deployment, agent, experiment, signal);
  clock.enter('restore');
  await restore(target, deployment);
  clock.enter('drive');
  const before = await deployment.states();
  const sample = await measure(
    deployment,
    agent,
    jobOf(experiment, deployment, cell, repetition),
    readHost,
    signal,
  );
  clock.enter('reconcile');
  // The measuring is over: the queues drain as fast as the machine can.
  await deployment.clamp('unclamped');
  const unsettled = await settle(target, deployment, signal);
  const discrepancies = unsettled ?? (await audit(target, deployment, sample.load));
  const reasons: readonly Invalidity[] = [
    ...invalidities(sample, before, await deployment.states()),
    ...discrepancies,
  ];
  return outcomeFrom(sample, reasons);
};

const outcomeFrom = (sample: Sample, reasons: readonly Invalidity[]): TrialOutcome =>
  reasons.length === 0 ? { status: 'completed', sample } : { status: 'invalid', reasons, sample };

/** Closed model: connections in proportion to the application nodes. */
const jobOf = (
  { connectionsPerNode, timing, seed }: Experiment,
  deployment: Deployment,
  cell: PlannedCell['cell'],
  repetition: number,
): LoadJob => ({
  baseUrl: deployment.internalUrl,
  scenario: cell.scenario,
  seed: seed + repetition,
  model: { kind: 'closed', connections: connectionsPerNode * cell.scale },
  settleSeconds: timing.settleSeconds,
  measureSeconds: timing.measureSeconds,
  timeoutMs: timing.requestTimeoutMs,
});
