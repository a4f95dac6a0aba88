import { randomUUID } from 'node:crypto';
import Docker from 'dockerode';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { node } from '../../../targets/images/node.ts';
import { container, planOf } from '../casePlans.ts';
import type { ContainerState, Deployment, Engine, ImageIndex } from '../engine.ts';
import { connectDocker } from './docker.ts';
import { RUN_LABEL } from './labels.ts';
import { thingsWith } from './things.ts';

const docker = new Docker();

describe('a container of a deployment', { timeout: 60_000 }, () => {
  let engine: Engine;
  let images: ImageIndex;
  let run: string;
  let deployment: Deployment;

  beforeAll(async () => {
    engine = await connectDocker();
    images = await engine.prepareImages([node], () => {});
  }, 300_000);
  beforeEach(async () => {
    run = `faults-${randomUUID()}`;
    const plan = planOf([container('one'), container('other')]);
    deployment = await engine.deploy(plan, { images, run, cell: 'case', cpu: 'unclamped' });
  });
  afterEach(async () => {
    await deployment[Symbol.asyncDispose]();
    expect(await thingsWith(docker, `${RUN_LABEL}=${run}`)).toEqual([]);
  });

  const one = async () => {
    const things = await thingsWith(docker, `${RUN_LABEL}=${run}`);
    return docker.getContainer(things.find(({ name }) => name.endsWith('-one'))?.name ?? '');
  };
  const stateOf = async (name: string): Promise<ContainerState | undefined> =>
    (await deployment.states()).find((state) => state.container === name);

  it('that is killed is told from the one that is not, and by its usage too', async () => {
    await (await one()).kill();
    await expect.poll(async () => (await stateOf('one'))?.running).toBe(false);
    expect(await stateOf('one')).toMatchObject({ paused: false, exitCode: 137 });
    expect(await stateOf('other')).toMatchObject({ running: true });
    await expect(deployment.usage()).rejects.toThrow(/one is not running/);
  });

  it('that is paused does not run, and is removed all the same', async () => {
    await (await one()).pause();
    expect(await stateOf('one')).toMatchObject({ running: false, paused: true, exitCode: null });
  });

  it('that is restarted is not what it was', async () => {
    const before = await stateOf('one');
    await (await one()).restart({ t: 0 });
    const after = await stateOf('one');
    expect(after?.running).toBe(true);
    expect(after?.startedAt).not.toBe(before?.startedAt);
  });

  /** Fills a process's memory until the kernel kills it. */
  const GREEDY = 'const all = []; for (;;) all.push(Buffer.alloc(8 * 1024 * 1024, 1));';

  it('of which a child was killed for memory is told, although it runs', async () => {
    const before = await stateOf('one');
    await expect(deployment.exec('one', ['node', '--eval', GREEDY])).rejects.toThrow();
    const after = await stateOf('one');
    expect(before?.memoryKills).toBe(0);
    expect(after).toMatchObject({ running: true, startedAt: before?.startedAt });
    expect(after?.memoryKills).toBeGreaterThan(0);
  });

  it('whose main process was killed for memory is told', async () => {
    const plan = planOf([
      container('greedy', {
        command: [
          'node',
          '--eval',
          `console.log('listening'); setTimeout(() => { ${GREEDY} }, 1500)`,
        ],
      }),
    ]);
    await using dying = await engine.deploy(plan, { images, run, cell: 'oom', cpu: 'unclamped' });
    const dead = async () => (await dying.states())[0];
    await expect.poll(async () => (await dead())?.running, { timeout: 20_000 }).toBe(false);
    expect((await dead())?.oomKilled).toBe(true);
  });
});
