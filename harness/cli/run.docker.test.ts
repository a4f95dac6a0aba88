import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../analysis/report.ts';
import { RUN_LABEL } from '../engine/docker/labels.ts';
import { overhear } from './fixtures/overheard.ts';

const PLATEAU = join(import.meta.dirname, '../../scripts/plateau');
const docker = new Docker();

const EXPERIMENT = `
name: short
topologies: { single: [1], cluster: [2] }
trials: 1
timing: { warmUpCpuPerNode: 300ms, warmUpAtMost: 3s, settle: 200ms, measure: 2s }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plateau-run-'));
  await writeFile(join(folder, 'short.yaml'), EXPERIMENT);
});
afterAll(() => rm(folder, { recursive: true }));

/** Everything on the engine that bears a label of a run in `folder`. */
const ours = async (): Promise<readonly string[]> => {
  const runs: readonly string[] = await readdir(join(folder, 'runs')).catch(() => []);
  const filters = { label: [RUN_LABEL] };
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  return [
    ...containers.map(({ Id, Labels }) => ({ what: `container ${Id}`, Labels })),
    ...networks.map(({ Id, Labels }) => ({ what: `network ${Id}`, Labels })),
    ...volumes.Volumes.map(({ Name, Labels }) => ({ what: `volume ${Name}`, Labels })),
  ]
    .filter(({ Labels }) => runs.includes(Labels?.[RUN_LABEL] ?? ''))
    .map(({ what }) => what);
};

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

const start = (...args: readonly string[]): Running => {
  const child = spawn(PLATEAU, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = new Promise<number | null>((resolve) => void child.on('close', resolve));
  const ended = Promise.all([closed, text(child.stdout), text(child.stderr)]).then(
    ([code, stdout, stderr]) => ({ code, stdout, stderr }),
  );
  return { child, ended };
};

const allFilesIn = async (where: string): Promise<readonly (readonly [string, string])[]> => {
  const files = await readdir(where, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => {
        const path = join(file.parentPath, file.name);
        return [path, await readFile(path, 'latin1')] as const;
      }),
  );
};

const onlyRun = async (): Promise<string> => {
  const runs = (await readdir(join(folder, 'runs'))).sort();
  return join(folder, 'runs', runs.at(-1) ?? '');
};

describe('plateau run', () => {
  it('measures, writes every file of the report and leaves nothing on the engine', async () => {
    const { child, ended } = start('run', 'short.yaml', '--json');
    const { secrets, logs } = await overhear(child.pid);
    const { code, stdout, stderr } = await ended;
    const report = JSON.parse(stdout) as Report;
    expect(report.cells.map(({ trials }) => trials.map(({ outcome }) => outcome))).toEqual([
      [{ status: 'completed' }],
      [{ status: 'completed' }],
    ]);
    expect(code).toBe(0);
    const run = await onlyRun();
    for (const file of [
      'experiment.json',
      'environment.json',
      'run.json',
      'trials.ndjson',
      'analysis.json',
      'report.html',
      'report.pdf',
      'report.md',
      'report.csv',
    ])
      expect((await readFile(join(run, file))).length, file).toBeGreaterThan(100);
    const charts = await readdir(join(run, 'charts'));
    expect(charts.filter((name) => name.endsWith('.svg')).length).toBeGreaterThanOrEqual(3);
    expect(charts.filter((name) => name.endsWith('.png')).length).toBeGreaterThanOrEqual(3);
    expect(await ours()).toEqual([]);

    // Each deployment had passwords of its own; nobody was told one.
    expect(secrets.size).toBeGreaterThanOrEqual(2);
    const told = [
      ...(await allFilesIn(run)),
      ['standard output', stdout] as const,
      ['standard error', stderr] as const,
      ...(await logs()).map((log) => ['the log of a container', log] as const),
    ];
    expect(told.length).toBeGreaterThan(25);
    for (const secret of secrets)
      for (const [where, content] of told) expect(content.includes(secret), where).toBe(false);
  });

  it('makes the same report again from the folder alone', async () => {
    const run = await onlyRun();
    const before = await readFile(join(run, 'analysis.json'), 'utf8');
    expect((await start('report', run).ended).code).toBe(0);
    expect(await readFile(join(run, 'analysis.json'), 'utf8')).toBe(before);
  });

  it.each([
    { moment: 'while the first containers are made', containers: 1 },
    { moment: 'once all of a cluster are there', containers: 5 },
  ])(
    'stopped $moment ends with 130 and leaves nothing, and no other thing is touched',
    async ({ containers }) => {
      const bystander = await docker.createNetwork({ Name: `bystander-${process.pid}` });
      try {
        const { child, ended } = start('run', 'short.yaml');
        await expect
          .poll(async () => (await ours()).filter((what) => what.startsWith('container')).length, {
            timeout: 90_000,
            interval: 50,
          })
          .toBeGreaterThanOrEqual(containers);
        child.kill('SIGINT');
        expect((await ended).code).toBe(130);
        expect(await ours()).toEqual([]);
        await expect(bystander.inspect()).resolves.toMatchObject({ Id: bystander.id });
      } finally {
        await bystander.remove();
      }
    },
  );

  it('killed without a chance to clean up is cleaned up after, and goes on with --resume', async () => {
    const { child, ended } = start('run', 'short.yaml');
    await expect
      .poll(async () => (await ours()).length, { timeout: 90_000, interval: 50 })
      .toBeGreaterThan(3);
    child.kill('SIGKILL');
    await ended;
    await expect.poll(ours, { timeout: 15_000, interval: 200 }).toEqual([]);

    const resumed = await start('run', '--resume', await onlyRun(), '--json').ended;
    const report = JSON.parse(resumed.stdout) as Report;
    expect(report.cells.map(({ trials }) => trials.length)).toEqual([1, 1]);
    expect(report.run.finishedAt).not.toBeNull();
  });
});
