/**
 * Rules of validity, provoked on a deployment that is driven and measured as a trial is: a server of
 * known behaviour, once driven directly and once through HAProxy, beside a container that can be hurt.
 * Which test provokes which rule, here and elsewhere: `fixtures/provokedBy.ts`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { node } from '../../targets/images/node.ts';
import {
  BALANCER_PORT,
  BALANCER_STATS_PATH,
  BALANCER_STATS_PORT,
  haproxyConfiguration,
} from '../../targets/shop/balancer.ts';
import { balancer as balancerImage } from '../../targets/shop/images/balancer.ts';
import type { Observables } from '../../targets/target.ts';
import { container, planOf } from '../engine/casePlans.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import { RUN_LABEL } from '../engine/docker/labels.ts';
import { thingsWith } from '../engine/docker/things.ts';
import type { Deployment } from '../engine/engine.ts';
import { profileExperiment } from '../experiment/read.ts';
import type { Agent } from '../load/agent.ts';
import { connectAgent, connectReader } from '../load/client.ts';
import { drive } from '../load/drive.ts';
import { agentImage } from '../load/image.ts';
import { plainGet } from '../load/plainGet.ts';
import { Recorder } from '../load/recorder.ts';
import type { LoadJob, LoadModel } from '../model/load.ts';
import type { Invalidity, Sample } from '../model/trial.ts';
import { readHost } from '../observe/host.ts';
import { changedContainers } from './casualties.ts';
import { withGenerator } from './generator.ts';
import { measure, type ReadHost } from './measure.ts';
import { invalidities } from './validity.ts';

const { budget } = profileExperiment('quick');
const { signal } = new AbortController();
/** Everything here listens at it. */
const PORT = BALANCER_PORT;
/** Long beside whatever wakes up between requests, so that counts of requests under way are steady. */
const DELAY_MS = 200;

const known = container('known', {
  image: agentImage.name,
  command: ['node', '/app/known.mjs'],
  cpuCores: 0.05,
  environment: { PORT: String(PORT), DELAY_MS: String(DELAY_MS) },
  ready: { kind: 'log', text: 'known server listening' },
});

const balancer = container('balancer', {
  role: 'balancer',
  group: 'balancer',
  image: balancerImage.name,
  command: ['haproxy', '-db', '-f', '/etc/plateau/haproxy.cfg'],
  cpuCores: 0.5,
  files: {
    '/etc/plateau/haproxy.cfg': haproxyConfiguration([
      { group: 'known', pathPrefixes: [], servers: [{ name: 'known', port: PORT }] },
    ]),
  },
  publishPort: BALANCER_PORT,
  ready: { kind: 'http', path: '/at-once' },
});

/** The balancer resolves its server's name when it starts, so it starts last. */
const PLAN = withGenerator(planOf([known, container('worker', { cpuCores: 1 })], [balancer]), {
  ...budget,
  generator: { ...budget.generator, cpuCores: 0.25 },
});

const DIRECT: Observables = { nodes: [], balancer: null, databases: [] };
const BALANCED: Observables = {
  ...DIRECT,
  balancer: {
    container: 'balancer',
    url: `http://balancer:${BALANCER_STATS_PORT}${BALANCER_STATS_PATH}`,
  },
};

interface Driven {
  readonly entry: 'known' | 'worker' | 'balancer';
  readonly model: LoadModel;
  readonly scenario: 'known' | 'known-at-once';
  readonly settleSeconds: number;
  readonly measureSeconds: number;
  readonly readHost: ReadHost;
  readonly sloP99Ms: number;
  /** Null: the one in its container. */
  readonly agent: Agent | null;
  /** Goes on beside the drive. */
  readonly meanwhile: () => Promise<void>;
}

interface Judged {
  readonly sample: Sample;
  readonly reasons: readonly Invalidity[];
}

const steady: LoadModel = { kind: 'closed', connections: 24 };
const offered = (ratePerSecond: number, connections: number): LoadModel => ({
  kind: 'open',
  ratePerSecond,
  arrivals: 'poisson',
  connections,
});

/** One drive as in a trial, held against every rule. The host is left out where nothing is said of it. */
const judged = async (deployment: Deployment, over: Partial<Driven>): Promise<Judged> => {
  const driven: Driven = {
    entry: 'known',
    model: steady,
    scenario: 'known',
    settleSeconds: 0.4,
    measureSeconds: 1,
    readHost: async () => null,
    // Other work on this machine may make a request a little late.
    sloP99Ms: 5_000,
    agent: null,
    meanwhile: async () => {},
    ...over,
  };
  const job: LoadJob = {
    baseUrl: `http://${driven.entry}:${PORT}`,
    scenario: driven.scenario,
    seed: 1,
    model: driven.model,
    settleSeconds: driven.settleSeconds,
    measureSeconds: driven.measureSeconds,
    timeoutMs: 1_000,
  };
  const agentUrl = deployment.publishedUrl('generator');
  const before = await deployment.states();
  const observed = {
    observables: driven.entry === 'balancer' ? BALANCED : DIRECT,
    readUrls: connectReader(agentUrl),
    readHost: driven.readHost,
  };
  const [sample] = await Promise.all([
    measure(
      deployment,
      driven.agent ?? connectAgent(agentUrl),
      job,
      job.settleSeconds / 2,
      observed,
      signal,
    ),
    driven.meanwhile(),
  ]);
  await deployment.clamp('unclamped');
  const limits = { sloP99Ms: driven.sloP99Ms, calibratedStealShare: null };
  return {
    sample,
    reasons: [...invalidities(sample, limits), ...(await changedContainers(deployment, before))],
  };
};

/** The same agent where a test can reach into it. */
const inProcess = (deployment: Deployment): Agent => ({
  drive: (job, stop) =>
    drive(
      { ...job, baseUrl: deployment.publishedUrl('known') },
      plainGet(new URL('http://known/')),
      stop,
    ),
});

const rulesOf = ({ reasons }: Judged): readonly string[] => reasons.map(({ rule }) => rule);

describe('a trial is refused by the rule', { timeout: 60_000 }, () => {
  const run = `validity-${randomUUID()}`;
  const docker = new Docker();
  let deployment: Deployment;
  const containerNamed = async (name: string): Promise<Docker.Container> => {
    const things = await thingsWith(docker, `${RUN_LABEL}=${run}`);
    return docker.getContainer(things.find((thing) => thing.name.endsWith(`-${name}`))?.name ?? '');
  };

  beforeAll(async () => {
    const engine = await connectDocker();
    const images = await engine.prepareImages([node, agentImage, balancerImage], () => {});
    deployment = await engine.deploy(PLAN, { images, run, cell: 'rules', cpu: 'unclamped' });
  }, 300_000);
  afterAll(() => deployment?.[Symbol.asyncDispose]());

  it('generator-saturated, where it is what limits a server with more CPU', async () => {
    const result = await judged(deployment, { entry: 'worker' });
    expect(rulesOf(result)).toEqual(['generator-saturated']);
  });

  it('generator-late, where it is kept from sending though connections are free', async () => {
    const generator = await containerNamed('generator');
    const result = await judged(deployment, {
      model: offered(100, 32),
      scenario: 'known-at-once',
      sloP99Ms: 500,
      meanwhile: async () => {
        await delay(700);
        await generator.pause();
        await delay(100);
        await generator.unpause();
      },
    });
    expect(rulesOf(result)).toEqual(['generator-late']);
  });

  it('host-saturated, where something else wants every core', async () => {
    const spinner = 'for (const end = Date.now() + 2000; Date.now() < end;);';
    const ended = async (child: ChildProcess): Promise<void> => {
      await once(child, 'exit');
    };
    const result = await judged(deployment, {
      readHost,
      meanwhile: async () => {
        await Promise.all(cpus().map(() => ended(spawn(process.execPath, ['--eval', spinner]))));
      },
    });
    expect(rulesOf(result)).toContain('host-saturated');
  });

  it('container-changed, where a process is killed for memory in a container that goes on', async () => {
    const greedy = 'const all = []; for (;;) all.push(Buffer.alloc(8 * 1024 * 1024, 1));';
    const result = await judged(deployment, {
      meanwhile: () =>
        expect(deployment.exec('worker', ['node', '--eval', greedy])).rejects.toThrow(),
    });
    expect(rulesOf(result)).toEqual(['container-changed']);
    expect(result.reasons[0]?.detail).toMatch(/^worker had \d+ of its processes killed for memory/);
  });

  it('container-changed, where a container restarts', async () => {
    const worker = await containerNamed('worker');
    const result = await judged(deployment, { meanwhile: () => worker.restart({ t: 0 }) });
    expect(rulesOf(result)).toEqual(['container-changed']);
    expect(result.reasons[0]?.detail).toContain('worker restarted');
  });

  it('concurrency-off, where HAProxy has requests that the generator knows nothing of', async () => {
    const through = { entry: 'balancer' as const, measureSeconds: 2 };
    expect(rulesOf(await judged(deployment, through))).toEqual([]);
    const stranger = async (ended: AbortSignal): Promise<void> => {
      while (!ended.aborted) await (await fetch(deployment.publishedUrl('balancer'))).text();
    };
    const result = await judged(deployment, {
      ...through,
      meanwhile: async () => {
        const ended = AbortSignal.timeout(2_400);
        await Promise.all(Array.from({ length: 12 }, () => stranger(ended)));
      },
    });
    expect(rulesOf(result)).toEqual(['concurrency-off']);
    expect(result.reasons[0]?.detail).toMatch(/the generator counted 2[34]\.\d requests under way/);
  });

  it('nothing-measured, where no request was due in the window', async () => {
    const result = await judged(deployment, {
      model: offered(0.01, 1),
      settleSeconds: 0.1,
      measureSeconds: 0.2,
    });
    expect(rulesOf(result)).toEqual(['nothing-measured']);
  });

  it('requests-unaccounted, where the generator forgets how one ended', async () => {
    const ended = vi.spyOn(Recorder.prototype, 'ended').mockImplementationOnce(() => {});
    try {
      const result = await judged(deployment, { agent: inProcess(deployment) });
      expect(ended).toHaveBeenCalled();
      expect(rulesOf(result)).toEqual(['requests-unaccounted']);
    } finally {
      ended.mockRestore();
    }
  });

  it("none, where the system is offered many times what it can do: that is the system's own", async () => {
    const result = await judged(deployment, {
      scenario: 'known-at-once',
      // Twice what a fast machine answers with the server's quota.
      model: offered(5_500, 64),
      // In the second after it as many are answered as in one within it.
      measureSeconds: 3,
    });
    const { counts } = result.sample.load;
    expect(counts.timeouts).toBeGreaterThan(counts.completed);
    const known = result.sample.containers.find(({ name }) => name === 'known');
    expect(known?.cpuUtilisation).toBeGreaterThan(0.9);
    expect(rulesOf(result)).toEqual([]);
  });

  it('none, where HAProxy and generator agree on an overload behind it', async () => {
    const result = await judged(deployment, {
      entry: 'balancer',
      model: offered(300, 24),
      measureSeconds: 2,
    });
    expect(result.sample.load.counts.timeouts).toBeGreaterThan(100);
    expect(rulesOf(result)).toEqual([]);
  });
});
