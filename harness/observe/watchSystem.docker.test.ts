import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shop } from '../../targets/shop/shop.ts';
import { connectDocker } from '../engine/docker/docker.ts';
import type { Deployment } from '../engine/engine.ts';
import { profileExperiment } from '../experiment/read.ts';
import { connectAgent, connectReader } from '../load/client.ts';
import { agentImage } from '../load/image.ts';
import type { SystemUsage } from '../model/usage.ts';
import { withGenerator } from '../trial/generator.ts';
import { containerOf, type Observer } from './observer.ts';
import { watchSystem } from './watchSystem.ts';

const { budget } = profileExperiment('quick');
const { signal } = new AbortController();
const WINDOW_MS = 4_000;

let deployment: Deployment;
beforeAll(async () => {
  const engine = await connectDocker();
  const images = await engine.prepareImages([...shop.images, agentImage], () => {});
  const plan = shop.topologies.cluster?.plan(2, budget) ?? expect.fail('no cluster');
  deployment = await engine.deploy(withGenerator(plan, budget), {
    images,
    run: 'observe-test',
    cell: 'cluster-2',
    cpu: 'unclamped',
  });
});
afterAll(() => deployment?.[Symbol.asyncDispose]());

const observer = (): Observer => ({
  deployment,
  observables: shop.observables(deployment.plan),
  readUrls: connectReader(deployment.publishedUrl('generator')),
  signal,
});

/** CPU seconds of a container while `work` goes on. */
const cpuOf = async (names: readonly string[], work: () => Promise<unknown>) => {
  const read = async () => {
    const usage = await deployment.usage();
    return names.map((name) => usage.find(({ container }) => container === name)?.cpuSeconds ?? 0);
  };
  const before = await read();
  await work();
  const after = await read();
  return after.map((seconds, index) => seconds - (before[index] ?? 0));
};

const observed = async (settleMs: number): Promise<SystemUsage> => {
  const watch = watchSystem(observer(), settleMs, WINDOW_MS);
  await delay(settleMs);
  watch.begin();
  await delay(WINDOW_MS);
  return watch.end();
};

describe('what is observed of a shop', () => {
  it('is both nodes, the balancer and the database, as the load has them', async () => {
    const driven = connectAgent(deployment.publishedUrl('generator')).drive({
      baseUrl: deployment.internalUrl,
      scenario: 'browse',
      seed: 1,
      model: { kind: 'closed', connections: 8 },
      settleSeconds: 1,
      measureSeconds: WINDOW_MS / 1_000,
      timeoutMs: 10_000,
    });
    const [load, seen] = await Promise.all([driven, observed(1_000)]);
    expect(seen.unobserved).toEqual([]);
    expect(seen.nodes.map(({ container }) => container)).toEqual(['shop-1', 'shop-2']);
    for (const node of seen.nodes) {
      expect(node.eventLoopUtilisation).toBeGreaterThan(0);
      expect(node.pools[0]?.checkouts).toBeGreaterThan(0);
    }
    const given = seen.balancer?.servers.reduce((sum, { sessions }) => sum + sessions, 0) ?? 0;
    const ended = load.routes.reduce((sum, { count }) => sum + count, 0);
    expect(given / ended).toBeGreaterThan(0.8);
    expect(given / ended).toBeLessThan(1.25);
    expect(seen.balancer?.maxConcurrency).toBeLessThanOrEqual(8);
    expect(seen.databases[0]?.samples).toBeGreaterThan(10);
    expect(seen.databases[0]?.walBytes).toBeGreaterThan(0);
  });

  it('sees who waits for a lock', async () => {
    const psql = shop.observables(deployment.plan).databases[0] ?? expect.fail('no database');
    const statement = 'SELECT pg_advisory_xact_lock(7), pg_sleep(7)';
    const hold = () => deployment.exec('db', [...psql.command, `--command=${statement}`]);
    // The second waits for the first to end, in all of the window.
    const [seen] = await Promise.all([observed(500), hold(), hold()]);
    expect(seen.databases[0]?.activeSessions.lock).toBeGreaterThan(0.8);
  }, 60_000);

  it('costs database and balancer less than a hundredth of their quotas', async () => {
    await deployment.clamp('clamped');
    const names = ['db', 'balancer'];
    const idle = await cpuOf(names, () => delay(WINDOW_MS));
    const watch = watchSystem(observer(), 1_500, WINDOW_MS);
    await delay(1_500);
    watch.begin();
    const watched = await cpuOf(names, () => delay(WINDOW_MS));
    await watch.end();
    const shares = names.map((name, index) => {
      const quotaSeconds = containerOf(deployment.plan, name).cpuCores * (WINDOW_MS / 1_000);
      return ((watched[index] ?? 0) - (idle[index] ?? 0)) / quotaSeconds;
    });
    for (const share of shares) expect(share).toBeLessThan(0.01);
  }, 60_000);

  it('is a reason, and no failure, where a part does not answer', async () => {
    const watch = watchSystem(
      {
        ...observer(),
        observables: {
          nodes: [{ container: 'shop-1', url: 'http://shop-1:1/runtime' }],
          balancer: { container: 'balancer', url: 'http://balancer:8080/health' },
          databases: [{ container: 'db', command: ['no-such-program'] }],
        },
      },
      0,
      10,
    );
    watch.begin();
    const { unobserved, ...seen } = await watch.end();
    expect(seen).toEqual({ nodes: [], balancer: null, databases: [] });
    expect(unobserved.map(({ container }) => container)).toEqual(['shop-1', 'balancer', 'db']);
    expect(unobserved[1]?.reason).toContain("no CSV of HAProxy's");
  });
});
