/**
 * Measures whether a slowdown of one and a half times the smallest detectable effect is found on the real shop, on
 * this machine:
 *
 *     node --import tsx scripts/bench-slowdown.ts harness/cli/recorded/standard/third
 *
 * The noise of the run that is named states the effect that so many trials a side find, as its report does. Ten
 * comparisons of a single node with one that has so much less of the CPU that limits it follow, in pairs, and a line for
 * each. Some nineteen minutes. The journals stay in runs/<id>.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type PacedSeries, ratioAtOneSpeed, speedModel } from '../harness/analysis/machineSpeed.ts';
import { measureRun, throughputSeries, yardstickOf } from '../harness/analysis/measurement.ts';
import { gradeOfRatio } from '../harness/analysis/ratio.ts';
import { smallestDetectable } from '../harness/analysis/sensitivity.ts';
import { interruptible } from '../harness/cli/interrupt.ts';
import { PLANS, pairsBench } from '../harness/cli/pairs.ts';
import { newRun } from '../harness/cli/run.ts';
import { RUNS_FOLDER } from '../harness/cli/runsFolder.ts';
import { readExperiment } from '../harness/experiment/read.ts';
import { keepByHash } from '../harness/history/store.ts';
import { agentImage } from '../harness/load/image.ts';
import { isKnown } from '../harness/model/estimate.ts';
import { mapContainers } from '../harness/model/plan.ts';
import type { PlannedCell } from '../harness/model/run.ts';
import type { Trial } from '../harness/model/trial.ts';
import { readEnvironment } from '../harness/trial/environment.ts';
import { readJournal } from '../harness/trial/journal.ts';
import { readRun } from '../harness/trial/runFolder.ts';
import { times, withDetail } from '../reports/figures.ts';

const EXPERIMENT = `
name: a slower node
topologies: { single: [1] }
timing: { measure: 20s }
`;
const COMPARISONS = 10;
const TRIALS_A_SIDE = 2;
/** Of the smallest detectable effect. */
const PLANTED = 1.5;

/** The limiter of a single node is its own CPU. */
const slowed = ({ cell, plan }: PlannedCell, slowdown: number): PlannedCell => ({
  cell,
  plan: mapContainers(plan, (container) =>
    container.role === 'app'
      ? { ...container, cpuCores: container.cpuCores / (1 + slowdown) }
      : container,
  ),
});

/** A cell's trials in their order, cut into one side of each comparison. */
const inComparisons = ({ values, yardstick }: PacedSeries): readonly PacedSeries[] =>
  Array.from({ length: COMPARISONS }, (_, index) => {
    const [from, to] = [index * TRIALS_A_SIDE, (index + 1) * TRIALS_A_SIDE];
    return { values: values.slice(from, to), yardstick: yardstick.slice(from, to) };
  });

/** As the run's report takes it: over all cells, at one speed of the machine. */
const statedBy = async (folder: string): Promise<number> => {
  const { record } = await readRun(folder);
  const cells = [...measureRun(record).values()];
  const { spread } = speedModel(cells.map((cell) => throughputSeries(cell, yardstickOf(cell))));
  const detectable = smallestDetectable(spread, TRIALS_A_SIDE);
  if (detectable === null) throw new Error(`${folder} has no repeated trials`);
  return detectable.value;
};

await interruptible(async (signal) => {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('name the run whose noise states the effect');
  const detectable = await statedBy(folder);
  console.log(`${TRIALS_A_SIDE} trials a side find ${(detectable * 100).toFixed(1)} %`);
  const planned = await newRun(readExperiment(EXPERIMENT, 'a slower node', 'quick'));
  const { engine, target, cells, experiment, id } = planned;
  const [unchanged] = cells;
  if (!unchanged) throw new Error('the experiment has no cell');
  const images = await engine.prepareImages([...target.images, agentImage], console.error, signal);
  const environment = await readEnvironment(engine, images, null);

  /** Trials of the unchanged cell and of the other, in turn. */
  const pairsWith = async (other: PlannedCell, count: number) => {
    const runFolder = join(RUNS_FOLDER, id);
    const history = join(runFolder, 'history');
    await mkdir(history, { recursive: true });
    const bench = pairsBench({
      ...planned,
      cells: [other],
      images,
      run: id,
      runFolder,
      history,
      signal,
    });
    const against = {
      id,
      startedAt: new Date().toISOString(),
      commit: null,
      fingerprint: {},
      images: {},
      plans: { [unchanged.cell.id]: await keepByHash(history, PLANS, unchanged.plan) },
      metrics: [],
      cells: [],
    };
    const pairs = await bench.runPairs(against, [unchanged.cell.id], count);
    if (pairs.length < count) throw new Error(`only ${pairs.length} of ${count} pairs`);
    const trialsOf = async (side: string): Promise<readonly Trial[]> =>
      (await readJournal(join(runFolder, `pairs-${side}.ndjson`))).trials;
    return { before: await trialsOf('before'), after: await trialsOf('after') };
  };

  const seriesOf = (cell: PlannedCell, trials: readonly Trial[]): PacedSeries => {
    const now = new Date().toISOString();
    const record = { id, startedAt: now, finishedAt: now, experiment, environment, trials };
    const [measured] = measureRun({ ...record, cells: [cell], kneeProfiles: [] }).values();
    if (!measured) throw new Error(`no trial of ${cell.cell.id} was completed`);
    return throughputSeries(measured, 'generator');
  };

  const slower = slowed(unchanged, PLANTED * detectable);
  const planted = await pairsWith(slower, COMPARISONS * TRIALS_A_SIDE);
  const before = inComparisons(seriesOf(unchanged, planted.before));
  const after = inComparisons(seriesOf(slower, planted.after));
  const model = speedModel([...before, ...after]);
  const ratios = before.map((each, index) => {
    const { ratio } = ratioAtOneSpeed(each, after[index] as PacedSeries, model);
    console.log(`${isKnown(ratio) ? withDetail(ratio, times) : '?'}: ${gradeOfRatio(ratio)}`);
    return ratio;
  });
  const found = ratios.filter((ratio) => gradeOfRatio(ratio) === 'worse').length;
  console.log(`found in ${found} of ${COMPARISONS}`);
});
