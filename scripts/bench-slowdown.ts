/**
 * Records whether a slowdown of one and a half times the smallest detectable effect is found on the real shop, on
 * this machine:
 *
 *     node --import tsx scripts/record-slowdown.ts
 *
 * First pairs of trials of a single node with itself: their noise states the effect. Then as many pairs as ten
 * comparisons need with a node that has so much less of the CPU that limits it. Some twelve minutes. What is
 * left in harness/cli/recorded/slowdown are runs' folders: the pairs alike, the unchanged node and the slowed one.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { speedModel } from '../harness/analysis/machineSpeed.ts';
import { measureRun, throughputSeries } from '../harness/analysis/measurement.ts';
import { smallestDetectable } from '../harness/analysis/sensitivity.ts';
import { interruptible } from '../harness/cli/interrupt.ts';
import { PLANS, pairsBench } from '../harness/cli/pairs.ts';
import { newRun } from '../harness/cli/run.ts';
import { RUNS_FOLDER } from '../harness/cli/runsFolder.ts';
import { readExperiment } from '../harness/experiment/read.ts';
import { keepByHash } from '../harness/history/store.ts';
import { agentImage } from '../harness/load/image.ts';
import { mapContainers } from '../harness/model/plan.ts';
import type { PlannedCell } from '../harness/model/run.ts';
import type { Trial } from '../harness/model/trial.ts';
import { readEnvironment } from '../harness/trial/environment.ts';
import { readJournal } from '../harness/trial/journal.ts';
import { createRun, readRun } from '../harness/trial/runFolder.ts';

const RECORDED = join(import.meta.dirname, '../harness/cli/recorded/slowdown');
const EXPERIMENT = `
name: a slower node
topologies: { single: [1] }
timing: { warmUpCpuPerNode: 2s, warmUpAtMost: 5s, settle: 1s, measure: 4s }
`;
const PAIRS_ALIKE = 8;
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

await interruptible(async (signal) => {
  const planned = await newRun(readExperiment(EXPERIMENT, 'a slower node', 'quick'));
  const { engine, target, cells, experiment, id } = planned;
  const [unchanged] = cells;
  if (!unchanged) throw new Error('the experiment has no cell');
  const images = await engine.prepareImages([...target.images, agentImage], console.error, signal);
  const environment = await readEnvironment(engine, images, null);

  /** Trials of the unchanged cell and of the other, in turn. */
  const pairsWith = async (other: PlannedCell, name: string, count: number) => {
    const runFolder = join(RUNS_FOLDER, id, name);
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

  const record = async (name: string, cell: PlannedCell, trials: readonly Trial[]) => {
    const folder = join(RECORDED, name);
    await rm(folder, { recursive: true, force: true });
    await using run = await createRun(folder, `${id}-${name}`, experiment, environment, [cell]);
    for (const trial of trials) await run.journal.append(trial);
    await run.finish();
  };

  const alike = await pairsWith(unchanged, 'alike', PAIRS_ALIKE);
  await record('alike', unchanged, [...alike.before, ...alike.after]);
  const measured = measureRun((await readRun(join(RECORDED, 'alike'))).record);
  const { spread } = speedModel([...measured.values()].map(throughputSeries));
  const detectable = smallestDetectable(spread, TRIALS_A_SIDE);
  if (detectable === null) throw new Error('the noise is not known');
  console.error(`smallest detectable effect: ${(detectable * 100).toFixed(1)} %`);

  const slower = slowed(unchanged, PLANTED * detectable);
  const planted = await pairsWith(slower, 'planted', COMPARISONS * TRIALS_A_SIDE);
  await record('unchanged', unchanged, planted.before);
  await record('slowed', slower, planted.after);
});
