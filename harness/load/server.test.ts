import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { LoadJob } from '../model/load.ts';
import type { Scenario } from '../../targets/scenario.ts';
import { connectAgent } from './client.ts';
import { plainGet } from './plainGet.ts';
import { createAgentServer } from './server.ts';
import { together } from './together.ts';

interface Listening extends AsyncDisposable {
  readonly url: string;
}

const listening = async (server: Server): Promise<Listening> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const target = (listener: RequestListener): Promise<Listening> => listening(createServer(listener));

const get = plainGet(new URL('http://target/'));
const ordering: Scenario = {
  ...get,
  sessions: (random) => (ofUser) => ({
    ...get.sessions(random)(ofUser),
    answered: ({ status, body }) => ({
      ok: status === 200 && body() === 'yes',
      tally: 'ordersPlaced',
    }),
  }),
};

const agentServer = (): Promise<Listening> => listening(createAgentServer({ get, ordering }));

const job = (baseUrl: string, changes: Partial<LoadJob> = {}): LoadJob => ({
  baseUrl,
  scenario: 'get',
  seed: 1,
  model: { kind: 'closed', connections: 2 },
  settleSeconds: 0,
  measureSeconds: 0.3,
  timeoutMs: 1_000,
  ...changes,
});

const answering: RequestListener = (_request, response) =>
  void setTimeout(() => response.setHeader('x-hops', '2').end('yes'), 5);

describe('the agent over HTTP', () => {
  it('drives a job and hands back what it measured', async () => {
    await using shop = await target(answering);
    await using agent = await agentServer();
    expect((await fetch(`${agent.url}/health`)).status).toBe(200);
    const result = await connectAgent(agent.url).drive(job(shop.url, { scenario: 'ordering' }));
    expect(result.counts.completed).toBeGreaterThan(10);
    expect(result.counts.sent).toBe(result.counts.completed);
    expect(result.tallies).toEqual({ ordersPlaced: result.counts.completed });
    expect(result.routes[0]?.hops).toBe(2 * (result.routes[0]?.count ?? 0));
    expect(result.generator.meanConcurrency).toBeGreaterThan(1.5);
    expect(result.generator.meanConcurrency).toBeLessThanOrEqual(2);
    expect(result.generator.cpuSeconds).toBeGreaterThan(0);
    expect(result.bins.completed).toHaveLength(3);
  });

  it('refuses what it cannot drive, and says why', async () => {
    await using agent = await agentServer();
    const { drive } = connectAgent(agent.url);
    const target = 'http://127.0.0.1:1';
    const refused = async (changes: Partial<LoadJob>): Promise<string> =>
      drive(job(target, changes)).then(
        () => 'driven',
        (error: Error) => (error.cause as Error).message,
      );
    expect(await refused({ scenario: 'buy' })).toContain('no scenario "buy", only get, ordering');
    expect(await refused({ measureSeconds: 0 })).toContain('measureSeconds over 0');
    expect(await refused({ baseUrl: 'https://shop/' })).toContain('http: addresses only');
    expect(await refused({ model: { kind: 'closed', connections: 1.5 } })).toContain('whole');
    expect((await fetch(`${agent.url}/drive`, { method: 'POST', body: '{' })).status).toBe(400);
    expect((await fetch(`${agent.url}/elsewhere`)).status).toBe(404);
  });

  it('drives one job at a time, and stops when its caller goes away', async () => {
    let requests = 0;
    await using shop = await target((request, response) => {
      requests += 1;
      answering(request, response);
    });
    await using agent = await agentServer();
    const { drive } = connectAgent(agent.url);
    const controller = new AbortController();
    const long = drive(job(shop.url, { measureSeconds: 60 }), controller.signal);
    const ended = expect(long).rejects.toThrow('enough');
    await expect.poll(() => requests).toBeGreaterThan(0);
    await expect(drive(job(shop.url))).rejects.toMatchObject({
      cause: { message: expect.stringContaining('409') },
    });
    controller.abort(new Error('enough'));
    await ended;
    // It is free again as soon as it noticed.
    await expect
      .poll(async () => (await fetch(`${agent.url}/health`)).json())
      .toEqual({ busy: false });
    const result = await drive(job(shop.url));
    expect(result.counts.completed).toBeGreaterThan(0);
  });

  it('takes a target that is down for a result', async () => {
    await using agent = await agentServer();
    const shop = await target(answering);
    await shop[Symbol.asyncDispose]();
    const { counts } = await connectAgent(agent.url).drive(job(shop.url));
    expect(counts.completed).toBe(0);
    expect(counts.lost).toBeGreaterThan(0);
    expect(counts.sent).toBe(counts.lost);
  });

  it('that hangs is given up soon after its job should have ended', async () => {
    await using hanging = await target(() => {});
    const asked = job('http://shop/', { measureSeconds: 0.1, timeoutMs: 50 });
    await expect(connectAgent(hanging.url, 100).drive(asked)).rejects.toThrow(
      'did not end "get" within 0.25 s, which is 0.1 s more than it takes',
    );
  });

  it('that is not there is an error that names its address', async () => {
    await expect(connectAgent('http://127.0.0.1:1').drive(job('http://shop/'))).rejects.toThrow(
      'The load agent at http://127.0.0.1:1 could not drive "get"',
    );
  });
});

describe('agents together', () => {
  const open = { kind: 'open', ratePerSecond: 200, arrivals: 'even', connections: 20 } as const;

  it('drive shares of one job, and nothing is lost in merging', async () => {
    await using shop = await target(answering);
    await using first = await agentServer();
    await using second = await agentServer();
    const both = together([first, second].map(({ url }) => connectAgent(url)));
    const result = await both.drive(job(shop.url, { model: open, measureSeconds: 0.5 }));
    expect(result.model).toEqual(open);
    expect(result.counts.sent).toBe(100);
    expect(result.counts.completed).toBe(100);
    expect(result.routes.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  });

  it('stop when one of them fails', async () => {
    await using shop = await target(answering);
    await using first = await agentServer();
    const both = together([connectAgent(first.url), connectAgent('http://127.0.0.1:1')]);
    await expect(both.drive(job(shop.url, { model: open, measureSeconds: 60 }))).rejects.toThrow(
      'http://127.0.0.1:1',
    );
    await expect
      .poll(async () => (await fetch(`${first.url}/health`)).json())
      .toEqual({ busy: false });
  });
});
