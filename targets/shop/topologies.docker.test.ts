import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { containersOf } from '../../harness/model/plan.ts';
import { apiCases } from './api.cases.ts';
import { clientOf } from './client.ts';
import { data } from './data.ts';
import { type DeployedShop, deployShop } from './fixtures/deployed.ts';
import { type TranscriptEntry, transcript } from './transcript.ts';

const transcripts = new Map<string, readonly TranscriptEntry[]>();

/** What only the shop's own processes and the harness are to ask, in each way to write it. */
const internalPathCases = (shop: () => DeployedShop): void => {
  it.each([
    ['GET', '/runtime'],
    ['GET', '/%72untime'],
    ['GET', '/runtime?from=outside'],
    ['POST', '/rpc/users/getMany'],
    ['POST', '/%72%70c/users/getMany'],
  ])('refuses %s %s from outside', async (method, path) => {
    const options = method === 'POST' ? { body: { ids: [1] } } : {};
    const answer = await clientOf(shop().url()).send(method, path, options);
    const message = `there is no ${method} ${path.split('?', 1)[0]}`;
    expect([answer.status, answer.body]).toEqual([404, { error: { code: 'not_found', message } }]);
  });

  it('tells its own network of every node', async () => {
    const nodes = containersOf(shop().plan).filter(({ role }) => role === 'app');
    const [asking] = nodes;
    const urls = JSON.stringify(nodes.map(({ name }) => `http://${name}:8080/runtime`));
    const script = `Promise.all(${urls}.map((url) => fetch(url).then((got) => got.json())))
      .then((all) => console.log(JSON.stringify(all)))`;
    const [output] = await shop().run([
      { container: asking?.name ?? '', command: ['node', '--eval', script] },
    ]);
    const told = JSON.parse(output ?? '') as object[];
    expect(told).toHaveLength(nodes.length);
    for (const runtime of told) expect(runtime).toMatchObject({ uptimeMs: expect.any(Number) });
  });
};

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

  if (topology !== 'single') internalPathCases(() => shop);
});
