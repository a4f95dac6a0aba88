import type { Target } from '../../targets/target.ts';
import type { ContainerState, Deployment, Engine, ImageIndex } from '../engine/engine.ts';
import { connectAgent } from '../load/client.ts';
import type { Experiment } from '../model/experiment.ts';
import { messageOf } from '../model/failure.ts';
import type { PlannedCell } from '../model/run.ts';
import type { NextRate, Probe, Stage, Trial, TrialOutcome, TrialSlot } from '../model/trial.ts';
import { casualtiesBetween, explanation } from './casualties.ts';
import { type Warm, driveOnce } from './driveOnce.ts';
import { AGENT_CONTAINER } from './generator.ts';
import type { ReadHost } from './measure.ts';
import type { Removal } from './removal.ts';
import { type StageClock, stageClock } from './stageClock.ts';
import { warmUp } from './warmUp.ts';

/** What every deployment of a run shares. */
export interface SlotContext {
  readonly engine: Engine;
  readonly images: ImageIndex;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly run: string;
  readonly readHost: ReadHost;
  /** What the hypervisor took of all cores' time when the run was calibrated, 0 to 1; null where that isn't known. */
  readonly calibratedStealShare: number | null;
  readonly removal: Removal;
  readonly signal: AbortSignal;
  readonly onStage: (stage: Stage) => void;
  readonly nextRate: NextRate;
  /** All trials of the run that ended, in their order. */
  readonly trials: () => readonly Trial[];
  /** Called, and awaited, the moment a trial has ended: what it measured is safe before the next one starts. */
  readonly keep: (trial: Trial) => Promise<void>;
}

/**
 * One fresh deployment, from creating it to the start of its removal, and all trials on it: one at
 * saturation, or a probe after the other until `nextRate` has no more.
 * @throws only where the run was interrupted or a trial can't be kept; every other failure is an outcome.
 */
export const runSlot = async (
  context: SlotContext,
  planned: PlannedCell,
  repetition: number,
): Promise<void> => {
  const slot: TrialSlot = { cell: planned.cell, repetition };
  const deployedAt = new Date().toISOString();
  const clock = stageClock('deploy', context.onStage);
  const deployed = await attempted(context, clock, () => deploy(context, planned));
  if ('status' in deployed) return keep(context, slot, null, deployedAt, clock, deployed);
  try {
    const atStart = await attempted(context, clock, () => deployed.states());
    if ('status' in atStart) return await keep(context, slot, null, deployedAt, clock, atStart);
    const why = () => explanation(deployed, atStart);
    const warm = await attempted(
      context,
      clock,
      () => warmed(context, deployed, atStart, clock),
      why,
    );
    if ('status' in warm) return await keep(context, slot, null, deployedAt, clock, warm);
    await driveAll(context, warm, slot, deployedAt, clock, why);
  } finally {
    context.removal.start(deployed);
  }
};

/** The first trial's clock has run since the deployment began; the others' start with them. */
const driveAll = async (
  context: SlotContext,
  warm: Warm,
  slot: TrialSlot,
  deployedAt: string,
  first: StageClock,
  why: () => Promise<string>,
): Promise<void> => {
  let clock = first;
  let startedAt = deployedAt;
  for (;;) {
    const probe = probeOf(context, slot, deployedAt);
    const outcome = await attempted(
      context,
      clock,
      () => driveOnce(context, warm, slot, probe, clock),
      why,
    );
    await keep(context, slot, probe, startedAt, clock, outcome);
    // What failed may have left the deployment broken; a fresh one goes on where this one ends.
    if (probe === null || outcome.status === 'failed') return;
    if (context.nextRate(slot, context.trials()) === null) return;
    startedAt = new Date().toISOString();
    clock = stageClock('restore', context.onStage);
  }
};

const probeOf = (
  { nextRate, trials }: SlotContext,
  slot: TrialSlot,
  deployedAt: string,
): Probe | null => {
  if (slot.cell.load === 'saturation') return null;
  const ratePerSecond = nextRate(slot, trials());
  if (ratePerSecond === null) throw new Error(`${slot.cell.id} has no rate left to offer`);
  return { ratePerSecond, deployedAt };
};

const deploy = ({ engine, images, run, signal }: SlotContext, { cell, plan }: PlannedCell) =>
  engine.deploy(plan, { images, run, cell: cell.id, cpu: 'unclamped', signal });

const warmed = async (
  { experiment, removal, signal }: SlotContext,
  deployment: Deployment,
  atStart: readonly ContainerState[],
  clock: StageClock,
): Promise<Warm> => {
  const agent = connectAgent(deployment.publishedUrl(AGENT_CONTAINER));
  await removal.done();
  clock.enter('warm-up');
  await warmUp(deployment, agent, experiment, signal);
  // What restarted meanwhile is cold, and would be measured so.
  const [lost] = casualtiesBetween(atStart, await deployment.states());
  if (lost) throw new Error(`${lost.container} ${lost.what} during the warm-up`);
  return { deployment, agent };
};

type Failed = Extract<TrialOutcome, { status: 'failed' }>;

/**
 * A failure becomes an outcome, named by the stage it happened in and explained by `why` as far as
 * that can; an interruption stays one.
 */
const attempted = async <Result>(
  { signal }: SlotContext,
  clock: StageClock,
  work: () => Promise<Result>,
  why: () => Promise<string> = async () => '',
): Promise<Result | Failed> => {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    const explained = `${messageOf(error)}${await why()}`;
    return { status: 'failed', stage: clock.stage(), error: explained };
  }
};

const keep = (
  { trials, keep: keepTrial }: SlotContext,
  { cell, repetition }: TrialSlot,
  probe: Probe | null,
  startedAt: string,
  clock: StageClock,
  outcome: TrialOutcome,
): Promise<void> => {
  const before = trials().filter(
    (trial) =>
      trial.cell.id === cell.id &&
      trial.repetition === repetition &&
      trial.probe?.ratePerSecond === probe?.ratePerSecond,
  );
  return keepTrial({
    cell,
    repetition,
    attempt: before.length + 1,
    probe,
    startedAt,
    stageSeconds: clock.end(),
    outcome,
  });
};
