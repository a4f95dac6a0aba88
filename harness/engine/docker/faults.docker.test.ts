import { randomUUID } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { node } from '../../../targets/images/node.ts';
import { container, planOf, SERVER } from '../casePlans.ts';
import {
  type Deployment,
  type Engine,
  EngineBusyError,
  EngineError,
  type ImageIndex,
} from '../engine.ts';
import { type EngineProxy, engineProxy } from '../fixtures/engineProxy.ts';
import { connectDocker } from './docker.ts';
import { RUN_LABEL } from './labels.ts';
import { thisProcess } from './owner.ts';
import { thingsWith } from './things.ts';

const docker = new Docker();

describe('Docker in trouble', { timeout: 60_000 }, () => {
  let run: string;
  let images: ImageIndex;
  let proxy: EngineProxy;
  let engine: Engine;

  beforeAll(async () => {
    images = await (await connectDocker()).prepareImages([node], () => {});
  }, 300_000);
  beforeEach(async () => {
    run = `faults-${randomUUID()}`;
    proxy = await engineProxy();
    vi.stubEnv('DOCKER_HOST', proxy.url);
    engine = await connectDocker({ readyWithinMs: 10_000 });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await proxy[Symbol.asyncDispose]();
    // Whatever a case did: nothing of it is left.
    expect(await left()).toEqual([]);
  });

  const left = async () =>
    (await thingsWith(docker, `${RUN_LABEL}=${run}`)).map(({ name }) => name);
  const one = () => planOf([container('one', { writable: { '/data': 'volume' } })]);
  const deploy = (plan = one()): Promise<Deployment> =>
    engine.deploy(plan, { images, run, cell: 'case', cpu: 'unclamped' });
  const refused = async (work: Promise<unknown>, ...words: readonly string[]): Promise<void> => {
    const error = await work.then(
      () => expect.fail('it was done'),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(EngineError);
    for (const word of words) expect((error as Error).message).toContain(word);
  };

  it('that is slow is waited for', async () => {
    proxy.treat(() => ({ delayMs: 150 }));
    await using deployment = await deploy();
    expect((await fetch(deployment.entryUrl)).status).toBe(200);
  });

  it.each([
    ['POST /networks/create', 'the network'],
    ['POST /containers/create', 'the container one'],
    [/^POST \/containers\/\w+\/start/, 'start one'],
  ])('that restarts at %s fails the deployment, says so and leaves nothing', async (at, what) => {
    let back = Promise.resolve();
    proxy.treat((request) => {
      if (!(typeof at === 'string' ? request.startsWith(at) : at.test(request))) return {};
      proxy.treat(() => ({}));
      back = proxy
        .leave()
        .then(() => delay(700))
        .then(proxy.comeBack);
      return { hang: true };
    });
    await refused(deploy(), what, 'The daemon went away', 'scripts/docker-up');
    await back;
  });

  it('that restarts while a deployment is removed is waited for', async () => {
    const deployment = await deploy();
    await proxy.leave();
    const removed = deployment[Symbol.asyncDispose]();
    await delay(700);
    await proxy.comeBack();
    await removed;
  });

  it('that restarts between two trials is waited for, and not for ever', async () => {
    const { signal } = new AbortController();
    await proxy.leave();
    const answers = engine.answers(signal);
    await delay(700);
    await proxy.comeBack();
    await answers;
  });

  it('is never asked to let two containers join or leave a network at once', async () => {
    const movesIn = /^POST \/containers\/\w+\/start|^DELETE \/containers\//;
    let under = 0;
    let moves = 0;
    let most = 0;
    proxy.treat((request) => {
      if (!movesIn.test(request)) return {};
      moves++;
      most = Math.max(most, ++under);
      return { delayMs: 20, answered: () => void under-- };
    });
    await (await deploy(planOf(['one', 'two', 'three'].map((name) => container(name)))))[
      Symbol.asyncDispose
    ]();
    expect({ moves, most }).toEqual({ moves: 6, most: 1 });
  });

  it('that drops the stream of a log is asked for it again', async () => {
    let streams = 0;
    proxy.treat((request) => {
      if (!/^GET \/containers\/\w+\/logs\?.*follow=(true|1)/.test(request)) return {};
      streams += 1;
      return streams <= 3 ? { cutAfterMs: 0 } : {};
    });
    const late = container('late', {
      command: ['node', '--eval', `setTimeout(() => { ${SERVER} }, 600)`],
    });
    await using deployment = await deploy(planOf([late]));
    expect((await fetch(deployment.entryUrl)).status).toBe(200);
    expect(streams).toBeGreaterThan(1);
  });

  it('that drops its word of a container that ended is asked', async () => {
    proxy.treat((request) => (request.includes('/wait') ? { hang: true } : {}));
    const dying = container('dying', {
      command: ['sh', '-c', 'echo no database; sleep 0.3; exit 7'],
      ready: { kind: 'log', text: 'never said' },
    });
    await refused(deploy(planOf([dying])), 'dying ended with code 7', 'no database');
  });

  it('without an address to give says how to get one', async () => {
    // Docker 20.10's own words.
    const message =
      'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network';
    proxy.treat((request) =>
      request.startsWith('POST /networks/create') ? { answer: { status: 500, message } } : {},
    );
    await refused(deploy(), 'make the network', 'plateau clean', 'default-address-pools');
  });

  it('whose port is taken by another says what to do, and leaves nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    proxy.treat((request) =>
      request.startsWith('POST /containers/create')
        ? {
            rewritten: (body) => ({
              ...body,
              HostConfig: {
                ...(body['HostConfig'] as object),
                PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
              },
            }),
          }
        : {},
    );
    try {
      await refused(deploy(), 'start one', 'Another process has the port');
    } finally {
      other.close();
    }
  });

  it('without the image says how to get it again', async () => {
    const gone = { [node.name]: { reference: 'plateau/removed:000000000000', hash: '' } };
    await refused(
      engine.deploy(one(), { images: gone, run, cell: 'case', cpu: 'unclamped' }),
      'No such image',
      '--resume',
    );
  });

  it('is held by one run at a time; the second is told by whom', async () => {
    await using first = await engine.occupy(run);
    const second = engine.occupy(`${run}-second`);
    await expect(second).rejects.toThrow(EngineBusyError);
    await expect(second).rejects.toThrow(`${run}, by process ${process.pid}`);
    await expect(second).rejects.toThrow('--wait');
    await first[Symbol.asyncDispose]();
    await using _third = await engine.occupy(run);
  });

  it('is not held by the dead, whose process id another has by now', async () => {
    const machine = `faults-${run}`;
    const alive = { ...thisProcess(), machine };
    const dead = await connectDocker({ owner: { ...alive, started: '1' } });
    const living = await connectDocker({ owner: alive });
    await dead.occupy(run);
    await using _held = await living.occupy(run);
    await living.reap({ dryRun: false });
    expect(await left()).toHaveLength(1);
  });

  it('is never held by two that start in one moment', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => engine.occupy(run)));
    const held = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(held.length).toBeLessThanOrEqual(1);
    for (const one of held) await one[Symbol.asyncDispose]();
  });
});
