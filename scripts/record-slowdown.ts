/**
 * Records whether a slowdown of a known size is found on the real shop, on this machine:
 *
 *     node --import tsx scripts/record-slowdown.ts 0.15
 *
 * Thirty trials of a single node, whose limiter is its CPU, and thirty with 1/1.15 of that CPU, in
 * interleaved pairs; some fourteen minutes. The journals are copied to harness/cli/recorded/slowdown, where
 * a test makes ten comparisons of three against three trials of them.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interruptible } from '../harness/cli/interrupt.ts';
import { PLANS, pairsBench } from '../harness/cli/pairs.ts';
import { newRun } from '../harness/cli/run.ts';
import { RUNS_FOLDER } from '../harness/cli/runsFolder.ts';
import { readExperiment } from '../harness/experiment/read.ts';
import { keepByHash } from '../harness/history/store.ts';
import { agentImage } from '../harness/load/image.ts';
import type { DeploymentPlan } from '../harness/model/plan.ts';

const RECORDED = join(import.meta.dirname, '../harness/cli/recorded/slowdown');
const EXPERIMENT = `
name: a slower node
topologies: { single: [1] }
timing: { warmUpCpuPerNode: 2s, warmUpAtMost: 5s, settle: 1s, measure: 6s }
`;
const COMPARISONS = 10;
const TRIALS_A_SIDE = 3;

/** The limiter of a single node is its own CPU. */
const slowed = (plan: DeploymentPlan, slowdown: number): DeploymentPlan => ({
  ...plan,
  stages: plan.stages.map((stage) =>
    stage.map((container) =>
      container.role === 'app'
        ? { ...container, cpuCores: container.cpuCores / (1 + slowdown) }
        : container,
    ),
  ),
});

const slowdown = Number(process.argv[2]);
if (!(slowdown > 0 && slowdown < 1))
  throw new Error(
    'say how much slower as a share, say 0.15: node --import tsx scripts/record-slowdown.ts 0.15',
  );

await interruptible(async (signal) => {
  const planned = await newRun(readExperiment(EXPERIMENT, 'a slower node', 'quick'));
  const { engine, target, cells, id } = planned;
  const images = await engine.prepareImages([...target.images, agentImage], console.error, signal);
  const runFolder = join(RUNS_FOLDER, id);
  await mkdir(runFolder, { recursive: true });
  const [unchanged] = cells;
  if (!unchanged) throw new Error('the experiment has no cell');
  const history = join(runFolder, 'history');
  const bench = pairsBench({
    ...planned,
    cells: [{ ...unchanged, plan: slowed(unchanged.plan, slowdown) }],
    images,
    run: id,
    runFolder,
    history,
    signal,
  });
  const pairs = await bench.runPairs(
    {
      id,
      startedAt: new Date().toISOString(),
      commit: null,
      fingerprint: {},
      images: Object.fromEntries(
        Object.entries(images).map(([name, { reference }]) => [name, reference]),
      ),
      plans: { [unchanged.cell.id]: await keepByHash(history, PLANS, unchanged.plan) },
      metrics: [],
      cells: [],
    },
    [unchanged.cell.id],
    COMPARISONS * TRIALS_A_SIDE,
  );
  console.error(`${pairs.length} pairs of ${COMPARISONS * TRIALS_A_SIDE}`);
  await mkdir(RECORDED, { recursive: true });
  await cp(join(runFolder, 'pairs-before.ndjson'), join(RECORDED, 'unchanged.ndjson'));
  await cp(join(runFolder, 'pairs-after.ndjson'), join(RECORDED, 'slowed.ndjson'));
  await writeFile(
    join(RECORDED, 'slowdown.json'),
    `${JSON.stringify({ slowdown, trialsASide: TRIALS_A_SIDE }, null, 2)}\n`,
  );
});
