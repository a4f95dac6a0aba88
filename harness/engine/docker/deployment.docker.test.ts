import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { node } from '../../../targets/images/node.ts';
import { container, planOf } from '../casePlans.ts';
import type { Deployment, Engine } from '../engine.ts';
import { type Connection, connect } from './connect.ts';
import { connectDocker } from './docker.ts';
import { RUN_LABEL } from './labels.ts';
import { usageOf } from './stats.ts';
import { type Thing, thingsWith } from './things.ts';

describe('a deployment on Docker', { timeout: 60_000 }, () => {
  const run = `deployment-${randomUUID()}`;
  let docker: Connection['docker'];
  let engine: Engine;
  let deployment: Deployment;
  const things = (kind: Thing['kind']) =>
    thingsWith(docker, `${RUN_LABEL}=${run}`).then((all) =>
      all.filter((thing) => thing.kind === kind),
    );

  beforeEach(async () => {
    ({ docker } = await connect());
    engine = await connectDocker();
    const images = await engine.prepareImages([node], () => {});
    const plan = planOf([container('one', { writable: { '/data': 'volume' } }), container('two')]);
    deployment = await engine.deploy(plan, { images, run, cell: 'case', cpu: 'unclamped' });
  }, 300_000);
  afterEach(() => deployment[Symbol.asyncDispose]());

  it('is removed also where parts of it are gone already', async () => {
    const [first, second] = await things('container');
    await Promise.all([first?.remove(), second?.remove()]);
    const [volume] = await things('volume');
    await volume?.remove();
    await deployment[Symbol.asyncDispose]();
    expect(await thingsWith(docker, `${RUN_LABEL}=${run}`)).toEqual([]);
  });

  it('is removed while another is removing it', async () => {
    const removals = Promise.allSettled((await things('container')).map(({ remove }) => remove()));
    await deployment[Symbol.asyncDispose]();
    expect(await thingsWith(docker, `${RUN_LABEL}=${run}`)).toEqual([]);
    await removals;
  });

  it("reads the same usage from the kernel's files as from Docker's API", async () => {
    const [one] = (await things('container')).filter(({ name }) => name.endsWith('-one'));
    const before = (await deployment.usage()).find((reading) => reading.container === 'one');
    const answer = await docker
      .getContainer(one?.name ?? '')
      .stats({ stream: false, 'one-shot': true });
    const between = usageOf('one', answer);
    const after = (await deployment.usage()).find((reading) => reading.container === 'one');
    expect(between?.cpuSeconds).toBeGreaterThanOrEqual(before?.cpuSeconds ?? Infinity);
    expect(between?.cpuSeconds).toBeLessThanOrEqual(after?.cpuSeconds ?? 0);
    expect(between?.memoryBytes).toBeGreaterThan((before?.memoryBytes ?? Infinity) * 0.8);
    expect(between?.memoryBytes).toBeLessThan((after?.memoryBytes ?? 0) * 1.25);
  });
});
