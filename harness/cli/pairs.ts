import { join } from 'node:path';
import type { SamplePair } from '../history/attribution.ts';
import type { Bench } from '../history/gate.ts';
import { valuesOf } from '../history/measured.ts';
import type { Night, NightMeasurement, TrialPair } from '../history/night.ts';
import { keptByHash } from '../history/store.ts';
import type { Engine, ImageIndex } from '../engine/engine.ts';
import type { Experiment } from '../model/experiment.ts';
import type { DeploymentPlan } from '../model/plan.ts';
import type { PlannedCell } from '../model/run.ts';
import type { NextRate, Sample, Trial } from '../model/trial.ts';
import { readHost } from '../observe/host.ts';
import { type Journal, openJournal } from '../trial/journal.ts';
import { removal } from '../trial/removal.ts';
import { runSlot } from '../trial/runSlot.ts';
import type { Target } from '../../targets/target.ts';
import { occupy } from './occupy.ts';
import { showSteps } from './progress.ts';
import { startWatchdog } from './watchdog.ts';

/** The folder of a history in which plans are kept by the hash of their content. */
export const PLANS = 'plans';
/** Repetitions of pairs start here, so that their users differ from those of the night's own trials. */
const FIRST_PAIR = 1_001;
/** A trial that was no result is done again; a machine on which three in a row are none can't run pairs. */
const ATTEMPTS = 3;

/** What the pairs of a night run on. */
export interface PairsContext {
  readonly engine: Engine;
  readonly target: Target;
  readonly experiment: Experiment;
  readonly cells: readonly PlannedCell[];
  /** Tonight's, the load agent's among them: both sides are loaded by the same agent. */
  readonly images: ImageIndex;
  readonly run: string;
  readonly runFolder: string;
  readonly history: string;
  readonly signal: AbortSignal;
}

export interface PairsBench extends Bench {
  /** Of all pairs that were completed. */
  readonly samples: () => readonly SamplePair[];
}

/** Tonight's deployment of a cell, or an earlier night's. */
interface Side {
  readonly planned: PlannedCell;
  readonly images: ImageIndex;
  readonly journal: Journal;
}

const planOf = async (
  { history }: PairsContext,
  night: NightMeasurement,
  cell: string,
): Promise<DeploymentPlan | null> => {
  const hash = night.plans[cell];
  return hash === undefined
    ? null
    : ((await keptByHash(history, PLANS, hash)) as DeploymentPlan | null);
};

const keeps = async (context: PairsContext, night: Night): Promise<boolean> => {
  for (const reference of Object.values(night.images))
    if (!(await context.engine.hasImage(reference))) return false;
  for (const cell of Object.keys(night.plans))
    if ((await planOf(context, night, cell)) === null) return false;
  return true;
};

const imagesOf = (night: NightMeasurement): ImageIndex =>
  Object.fromEntries(
    Object.entries(night.images).map(([name, reference]) => [name, { reference, hash: reference }]),
  );

/** Nights are compared at one fixed rate: a deployment of an offered cell is probed once. */
const onlyRate =
  ({ offered }: Experiment): NextRate =>
  (_, trials) => {
    const rates = offered?.ratesPerSecond;
    return trials.length > 0 || !rates || rates === 'auto' ? null : (rates[0] ?? null);
  };

const sampleOf = async (
  context: PairsContext,
  { planned, images, journal }: Side,
  repetition: number,
  say: (line: string) => void,
): Promise<Sample | null> => {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const leaving = removal();
    const trials: Trial[] = [];
    const keep = async (trial: Trial): Promise<void> => {
      await journal.append(trial);
      trials.push(trial);
    };
    try {
      await runSlot(
        {
          ...context,
          images,
          readHost,
          calibratedStealShare: null,
          removal: leaving,
          nextRate: onlyRate(context.experiment),
          trials: () => trials,
          keep,
          onStage: () => {},
        },
        planned,
        repetition,
      );
    } finally {
      await leaving.finish();
    }
    const [trial] = trials;
    if (!trial) throw new Error(`${planned.cell.id}: a deployment ended without a trial`);
    if (trial.outcome.status === 'completed') return trial.outcome.sample;
    const why =
      trial.outcome.status === 'failed'
        ? `failed in ${trial.outcome.stage}: ${trial.outcome.error}`
        : `invalid: ${trial.outcome.reasons.map(({ detail }) => detail).join('; ')}`;
    say(`${planned.cell.id}: a trial of a pair ${why}`);
  }
  return null;
};

/** Odd pairs begin with the one side, even pairs with the other: a machine that slows down slows both. */
const runPair = async (
  context: PairsContext,
  before: Side,
  after: Side,
  repetition: number,
  say: (line: string) => void,
): Promise<SamplePair | null> => {
  const cell = after.planned.cell.id;
  const sample = (side: Side) => sampleOf(context, side, repetition, say);
  if (repetition % 2 === 1) {
    const first = await sample(before);
    const second = first && (await sample(after));
    return first && second && { cell, before: first, after: second };
  }
  const first = await sample(after);
  const second = first && (await sample(before));
  return first && second && { cell, before: second, after: first };
};

/** Runs pairs on the engine, journals their trials beside the run's and keeps their samples. */
export const pairsBench = (context: PairsContext): PairsBench => {
  const samples: SamplePair[] = [];
  const done = new Map<string, number>();
  const runPairs = async (
    against: NightMeasurement,
    cells: readonly string[],
    count: number,
    say: (line: string) => void,
  ): Promise<readonly TrialPair[]> => {
    using _watchdog = startWatchdog();
    const turn = { run: context.run, wait: true, signal: context.signal, say };
    await using _turn = await occupy(context.engine, turn);
    await using journal = await openJournal(join(context.runFolder, 'pairs-after.ndjson'));
    await using before = await openJournal(join(context.runFolder, 'pairs-before.ndjson'));
    const pairs: TrialPair[] = [];
    for (let index = 0; index < count; index += 1)
      for (const id of cells) {
        const planned = context.cells.find(({ cell }) => cell.id === id);
        const plan = await planOf(context, against, id);
        if (!planned || !plan) return pairs;
        const repetition = done.get(id) ?? FIRST_PAIR;
        done.set(id, repetition + 1);
        const images = { ...context.images, ...imagesOf(against) };
        const pair = await runPair(
          context,
          { planned: { ...planned, plan }, images, journal: before },
          { planned, images: context.images, journal },
          repetition,
          say,
        );
        if (!pair) return pairs;
        samples.push(pair);
        pairs.push({
          cell: id,
          before: valuesOf(planned.cell, pair.before),
          after: valuesOf(planned.cell, pair.after),
        });
        say(`${id}: pair ${repetition - FIRST_PAIR + 1}`);
      }
    return pairs;
  };
  return {
    samples: () => samples,
    keeps: (night) => keeps(context, night),
    runPairs: async (against, cells, count) => {
      let pairs: readonly TrialPair[] = [];
      await showSteps([
        {
          title: `A/B pairs against ${against.id}: ${count} of ${cells.join(', ')}`,
          work: async (say) => {
            pairs = await runPairs(against, cells, count, say.line);
          },
        },
      ]);
      return pairs;
    },
  };
};
