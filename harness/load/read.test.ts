import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectReader } from './client.ts';
import { createAgentServer } from './server.ts';

const { signal } = new AbortController();
const urlOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const inside = createServer((request, response) => {
  response.statusCode = request.url === '/runtime' ? 200 : 404;
  response.end('{"a":1}');
});
const agent = createAgentServer({});
beforeAll(async () => {
  for (const server of [inside, agent]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
});
afterAll(() => {
  for (const server of [inside, agent]) {
    server.close();
    server.closeAllConnections();
  }
});

describe('reading through the agent', () => {
  it('hands each answer back in its place, or why there is none', async () => {
    const url = urlOf(inside);
    const [runtime, other, nobody] = await connectReader(urlOf(agent))(
      [`${url}/runtime`, `${url}/other`, 'http://127.0.0.1:1/'],
      signal,
    );
    expect(runtime).toEqual({ body: '{"a":1}', error: null });
    expect(other).toEqual({ body: null, error: `${url}/other answered 404` });
    expect(nobody?.error).toContain('ECONNREFUSED');
  });

  it('goes to http: addresses only', async () => {
    await expect(connectReader(urlOf(agent))(['file:///etc/passwd'], signal)).rejects.toThrow(
      'could not read from its network',
    );
  });
});
