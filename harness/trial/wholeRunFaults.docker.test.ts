import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Docker, { type Container } from 'dockerode';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { renderAll } from '../../reports/render.ts';
import { PSQL } from '../../targets/shop/data.ts';
import { shop } from '../../targets/shop/shop.ts';
import { type Report, analyse } from '../analysis/report.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import { exec } from '../engine/docker/exec.ts';
import { RUN_LABEL } from '../engine/docker/labels.ts';
import { thingsWith } from '../engine/docker/things.ts';
import { profileExperiment } from '../experiment/read.ts';
import { agentImage } from '../load/image.ts';
import type { Experiment } from '../model/experiment.ts';
import type { Trial } from '../model/trial.ts';
import { readEnvironment } from './environment.ts';
import { planCells } from './planCells.ts';
import { runExperiment } from './runExperiment.ts';
import { createRun, readRun } from './runFolder.ts';

const docker = new Docker();
const RUN = `whole-run-faults-${process.pid}`;

/** The container of that name in the deployment that is measured. */
const named = async (name: string): Promise<Container> => {
  const things = await thingsWith(docker, `${RUN_LABEL}=${RUN}`);
  const found = things.find(
    (thing) => thing.kind === 'container' && thing.name.endsWith(`-${name}`),
  );
  return docker.getContainer(found?.name ?? name);
};

/** Asked again where runc was refused: a process that its quota holds back may not freeze in time. */
const pause = async (name: string): Promise<void> => {
  const container = await named(name);
  await vi.waitFor(() => container.pause(), { timeout: 1_000, interval: 20 });
};

/** Fills a container's memory until the kernel kills something; `first` decides whom. */
const greedyIn = async (name: string, first = ''): Promise<void> => {
  const fill = 'const all = []; for (;;) all.push(Buffer.alloc(8 * 1024 * 1024, 1));';
  await exec(await named(name), name, ['node', '--eval', `${first}; ${fill}`]).catch(() => {});
};

/** All but the process itself. */
const OTHERS_FIRST = `const fs = require('node:fs');
  for (const pid of fs.readdirSync('/proc').filter(Number))
    if (Number(pid) !== process.pid) fs.writeFileSync('/proc/' + pid + '/oom_score_adj', '1000');`;

interface Fault {
  readonly name: string;
  readonly provoke: () => Promise<unknown>;
  /** What the trial's record says. */
  readonly says: readonly (string | RegExp)[];
}

/** One for each attempt at the cluster, in this order, while it is driven. */
const FAULTS: readonly Fault[] = [
  {
    name: 'a node of the cluster that is killed',
    provoke: async () => (await named('shop-1')).kill(),
    says: ['shop-1 died with code 137', 'its last lines', 'shop listening'],
  },
  {
    name: 'a node that is paused',
    provoke: () => pause('shop-2'),
    says: ['shop-2 was paused'],
  },
  {
    name: 'a load agent that is paused',
    provoke: () => pause('generator'),
    says: ['"stage":"drive"', 'it hangs, or was paused', 'generator was paused'],
  },
  {
    name: 'a node that restarts',
    provoke: async () => (await named('shop-1')).restart({ t: 0 }),
    // Where the trial ends before it is back, it is found dead.
    says: [/shop-1 (restarted|died with code 137) during the trial/],
  },
  {
    name: 'a process of a node that is killed for memory',
    provoke: () => greedyIn('shop-2'),
    says: ['shop-2 had 1 of its processes killed for memory'],
  },
  {
    name: 'a node that is killed for memory',
    provoke: () => greedyIn('shop-1', OTHERS_FIRST),
    says: ['shop-1 was killed for memory'],
  },
  {
    name: 'a node that runs and answers no more',
    // All of its processes but the first, which only starts the others.
    provoke: async () => exec(await named('shop-1'), 'shop-1', ['sh', '-c', 'kill -STOP -1']),
    says: ['node-silent', 'shop-1 runs, and when the load was over it did not answer'],
  },
  {
    name: 'nodes that answer, and wrongly',
    provoke: async () =>
      exec(await named('db'), 'db', [
        ...PSQL,
        '--dbname=shop',
        '--command=ALTER TABLE products.products RENAME TO mislaid',
      ]),
    says: ['answers-wrong', 'GET /products', 'its last lines'],
  },
  {
    name: 'a database that is killed',
    provoke: async () => (await named('db')).kill(),
    says: ['db died with code 137', 'its last lines', 'LOG:'],
  },
];

const experiment: Experiment = {
  ...profileExperiment('quick'),
  topologies: [
    { topology: 'single', scales: [1] },
    { topology: 'cluster', scales: [2] },
  ],
  trials: 1,
  retries: FAULTS.length - 1,
  timing: {
    warmUpCpuSecondsPerNode: 0,
    warmUpMaxSeconds: 1,
    settleSeconds: 0.4,
    measureSeconds: 1.5,
    requestTimeoutMs: 2_000,
  },
};

/** Into the measured window: the limits are set by then. */
const INTO_DRIVE_MS = 800;

describe('a whole run in which containers fail', () => {
  let folder: string;
  let trials: readonly Trial[];
  let report: Report;
  const provoked: Promise<unknown>[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plateau-faults-'));
    const engine = await connectDocker();
    const images = await engine.prepareImages([...shop.images, agentImage], () => {});
    const cells = planCells(experiment, shop, engine.host.cpuCores);
    const environment = await readEnvironment(engine, images, null);
    await using run = await createRun(folder, RUN, experiment, environment, cells);
    let attempts = 0;
    await runExperiment({
      engine,
      images,
      target: shop,
      experiment,
      cells,
      run: RUN,
      ended: [],
      calibratedStealShare: null,
      readHost: async () => null,
      nextRate: () => null,
      signal: new AbortController().signal,
      begin: run.journal.begin,
      keep: run.journal.append,
      onProgress: ({ slot, stage }) => {
        if (slot.cell.topology !== 'cluster' || stage !== 'drive') return;
        const fault = FAULTS[attempts];
        attempts += 1;
        if (fault) provoked.push(delay(INTO_DRIVE_MS).then(fault.provoke));
      },
    });
    await run.finish();
    const { record } = await readRun(folder);
    trials = record.trials;
    report = analyse(record, null);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const of = (topology: string): readonly Trial[] =>
    trials.filter(({ cell }) => cell.topology === topology);

  it.each(FAULTS.map((fault, index) => ({ ...fault, index })))(
    'has no result from $name, and says why',
    async ({ index, says }) => {
      await provoked[index];
      const outcome = of('cluster')[index]?.outcome;
      expect(outcome?.status).toMatch(/^(invalid|failed)$/);
      for (const words of says) expect(JSON.stringify(outcome)).toMatch(words);
    },
  );

  it('gives the cell up after its retries, goes on with the rest, and leaves nothing', async () => {
    expect(of('cluster').map(({ repetition, attempt }) => [repetition, attempt])).toEqual(
      FAULTS.map((_, index) => [of('cluster')[0]?.repetition, index + 1]),
    );
    expect(of('single').map(({ outcome }) => outcome.status)).toEqual(['completed']);
    expect(await thingsWith(docker, `${RUN_LABEL}=${RUN}`)).toEqual([]);
  });

  it('says so in its report', async () => {
    const results = report.cells.map(({ cell, result }) => [cell.topology, result.status]);
    expect(results).toContainEqual(['cluster', 'none']);
    const files = await renderAll(report, { formats: ['md'] });
    const text = [...files.values()].join('');
    expect(text).toContain('no trial was completed');
    expect(text).toContain('shop-1 died with code 137');
    expect(text).toContain('generator was paused');
  });
});
