import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiCases } from './api.cases.ts';
import { data } from './data.ts';
import { type DeployedShop, deployShop } from './fixtures/deployed.ts';
import { type TranscriptEntry, transcript } from './transcript.ts';

const transcripts = new Map<string, readonly TranscriptEntry[]>();

describe.each([
  { topology: 'single', scale: 1 },
  { topology: 'cluster', scale: 2 },
  { topology: 'split', scale: 6 },
])('$topology at $scale, deployed', ({ topology, scale }) => {
  let shop: DeployedShop;

  beforeAll(async () => {
    shop = await deployShop(topology, scale);
    transcripts.set(topology, await transcript(shop.url()));
    await shop.run(data.restore(shop.plan));
  });
  afterAll(() => shop?.[Symbol.asyncDispose]());

  it('answers every request as the single node does', () => {
    expect(transcripts.get(topology)).toEqual(transcripts.get('single'));
  });

  apiCases(async () => ({ url: shop.url() }));
});
