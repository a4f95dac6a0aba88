import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shop } from '../../targets/shop/shop.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import { TOOL, TOOL_LABEL } from '../engine/docker/labels.ts';
import { thingsWith } from '../engine/docker/things.ts';
import { agentImage } from '../load/image.ts';
import { readRun } from '../trial/runFolder.ts';
import { TWICE } from './fixtures/experiments.ts';
import { type OwnDaemon, ownDaemon } from './fixtures/ownDaemon.ts';
import { terminalRun } from './fixtures/terminalRun.ts';

/** With time enough in its trials to stop a daemon in one. */
const AGAIN = TWICE.replace('retries: 0', 'retries: 1').replace('measure: 1s', 'measure: 4s');

/** As pulled; where no registry answered there is one of Plateau's own making. */
const BASE = 'debian:trixie-slim';
const shell = promisify(execFile);

/** `plateau run` on a Docker daemon of its own, to which things are done that the machine's must be spared. */
describe('a run on a daemon', () => {
  let folder: string;
  let daemon: OwnDaemon;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plateau-daemon-'));
    await writeFile(join(folder, 'twice.yaml'), AGAIN);
    const recipes = [...shop.images, agentImage];
    const images = await (await connectDocker()).prepareImages(recipes, () => {});
    daemon = await ownDaemon();
    const made = Object.values(images).map(({ reference }) => reference);
    const { stdout: base } = await shell('docker', ['images', '--quiet', BASE]);
    await daemon.copy([...made, base.trim() === '' ? `plateau/${BASE}` : BASE]);
  });
  afterAll(async () => {
    await daemon[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const run = (file: string) =>
    terminalRun(folder, ['run', file], { env: { DOCKER_HOST: daemon.url }, within: daemon.within });
  const left = async () =>
    (await thingsWith(daemon.docker, `${TOOL_LABEL}=${TOOL}`)).map(({ name }) => name);

  it('without an address left ends with the remedy and leaves nothing', async () => {
    const taken: string[] = [];
    for (;;) {
      const { id } = await daemon.docker
        .createNetwork({ Name: `taken-${taken.length}` })
        .catch(() => ({ id: null }));
      if (id === null) break;
      taken.push(id);
    }
    expect(taken.length).toBeGreaterThan(0);
    const { code, output } = await run('twice.yaml').ended;
    expect(code, output).toBe(3);
    expect(output).toContain('All of its address pools are in use');
    expect(output).toContain('plateau clean');
    expect(await left()).toEqual([]);
    for (const id of taken) await daemon.docker.getNetwork(id).remove();
  });

  it('that restarts in the middle of a trial does that trial again and loses none', async () => {
    const going = run('twice.yaml');
    // The second trial's, after the first one's result.
    await going.shows(/#\d+: \d+ requests\/s[^]*#\d+: drive/);
    await daemon.restart();
    const { code, output } = await going.ended;
    expect(code, output).toBe(0);
    const [id = ''] = await readdir(join(folder, 'runs'));
    const { trials } = (await readRun(join(folder, 'runs', id))).record;
    expect(trials.map(({ outcome }) => outcome.status)).toEqual([
      'completed',
      'failed',
      'completed',
    ]);
    expect(JSON.stringify(trials[1]?.outcome)).toContain('"stage":"drive"');
    expect(await left()).toEqual([]);
  });
});
