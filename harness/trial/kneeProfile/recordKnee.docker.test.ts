import { beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from '../../../targets/shop/client.ts';
import { shop } from '../../../targets/shop/shop.ts';
import { connectDocker } from '../../engine/docker/docker.ts';
import { profileExperiment } from '../../experiment/read.ts';
import { agentImage } from '../../load/image.ts';
import { cellOf } from '../../model/cell.ts';
import type { KneeRecording, StackTree } from '../../model/kneeProfile.ts';
import { WAIT_CLASSES } from '../../model/usage.ts';
import { withGenerator } from '../generator.ts';
import { removal } from '../removal.ts';
import { recordKnee } from './recordKnee.ts';

const quick = profileExperiment('quick');
const experiment = {
  ...quick,
  timing: { ...quick.timing, warmUpMaxSeconds: 4 },
};

const samplesOf = ({ nodes }: StackTree): number =>
  nodes.reduce((sum, [, , samples]) => sum + samples, 0);

const modulesIn = ({ frames }: StackTree): readonly string[] =>
  frames.flatMap(({ module }) => module ?? []);

describe('a split of the shop at saturation, profiled', () => {
  let recording: KneeRecording;
  /** What the balancer says to whoever asks for a profiler from outside. */
  let outside: readonly number[];

  beforeAll(async () => {
    const engine = await connectDocker();
    const images = await engine.prepareImages([...shop.images, agentImage], () => {});
    const plan = shop.topologies.split?.plan(5, experiment.budget) ?? expect.fail('no split');
    const leaving = removal();
    recording = await recordKnee(
      {
        engine: {
          ...engine,
          deploy: async (...args) => {
            const deployment = await engine.deploy(...args);
            const client = clientOf(deployment.entryUrl);
            const paths = ['/runtime/profile/start', '/%72untime/profile/stop'];
            const answers = await Promise.all(paths.map((path) => client.send('GET', path)));
            outside = answers.map(({ status }) => status);
            return deployment;
          },
        },
        images,
        target: shop,
        experiment,
        run: `knee-${process.pid}`,
        signal: new AbortController().signal,
      },
      { cell: cellOf('split', 5, 'browse'), plan: withGenerator(plan, experiment.budget) },
      leaving,
    );
    await leaving.finish();
  });

  it('has every service on the CPU, in its own modules', () => {
    expect(recording.unobserved).toEqual([]);
    expect(recording.throughputPerSecond).toBeGreaterThan(10);
    const groups = recording.groups.map(({ group }) => group);
    expect(groups.toSorted()).toEqual(['admin', 'analytics', 'orders', 'products', 'users']);
    for (const { group, stacks } of recording.groups) {
      expect(samplesOf(stacks), group).toBeGreaterThan(20);
      const modules = modulesIn(stacks);
      expect(
        modules.some((path) => path.includes(`shop/components/${group}/`)),
        group,
      ).toBe(true);
      expect(modules.filter((path) => path.includes('shop.mjs'))).toEqual([]);
    }
    const [products] = recording.groups.filter(({ group }) => group === 'products');
    expect(samplesOf(products?.stacks ?? expect.fail('no products'))).toBeGreaterThan(300);
  });

  it('has what each database server did, and what its sessions waited for', () => {
    expect(recording.databases).toHaveLength(5);
    for (const { usage } of recording.databases)
      expect(Object.keys(usage?.activeSessions ?? {})).toEqual([...WAIT_CLASSES]);
    const products = recording.databases.find(({ container }) => container === 'db-products');
    const [top] = products?.statements ?? [];
    expect(top?.text).toMatch(/products\./);
    expect(top?.calls).toBeGreaterThan(10);
    expect(products?.totalMs).toBeGreaterThanOrEqual(top?.totalMs ?? Number.POSITIVE_INFINITY);
  });

  it('is not to be started from outside', () => {
    expect(outside).toEqual([404, 404]);
  });
});
