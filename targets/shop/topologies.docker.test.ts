import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDocker } from '../../harness/engine/docker/docker.ts';
import type { Deployment, Engine, ImageIndex } from '../../harness/engine/engine.ts';
import { profileExperiment } from '../../harness/experiment/read.ts';
import { apiCases } from './api.cases.ts';
import { shop } from './shop.ts';
import { TOPOLOGIES } from './topologies.ts';
import { type TranscriptEntry, transcript } from './transcript.ts';

let engine: Engine;
let images: ImageIndex;

beforeAll(async () => {
  engine = await connectDocker();
  images = await engine.prepareImages(shop.images, () => {});
});

const deployed = (topology: string, scale: number): Promise<Deployment> => {
  const plan = TOPOLOGIES[topology]?.plan(scale, profileExperiment('quick').budget);
  if (!plan) throw new Error(`no topology ${topology}`);
  return engine.deploy(plan, { images, run: 'test', cell: topology, cpu: 'unclamped' });
};

const restored = async (deployment: Deployment): Promise<void> => {
  await Promise.all(
    shop.data
      .restore(deployment.plan)
      .map(({ container, command }) => deployment.exec(container, command)),
  );
};

const transcripts = new Map<string, readonly TranscriptEntry[]>();

describe.each([
  { topology: 'single', scale: 1 },
  { topology: 'cluster', scale: 2 },
  { topology: 'split', scale: 6 },
])('$topology at $scale, deployed', ({ topology, scale }) => {
  let deployment: Deployment;

  beforeAll(async () => {
    deployment = await deployed(topology, scale);
    transcripts.set(topology, await transcript(deployment.entryUrl));
    await restored(deployment);
  });
  afterAll(() => deployment?.[Symbol.asyncDispose]());

  it('answers every request as the single node does', () => {
    expect(transcripts.get(topology)).toEqual(transcripts.get('single'));
  });

  apiCases(async () => ({ url: deployment.entryUrl }));
});
