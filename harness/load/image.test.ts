import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectAgent } from './client.ts';
import { SCENARIOS } from '../../targets/shop/scenarios/scenarios.ts';
import { agentImage } from './image.ts';

const freePort = async (): Promise<number> => {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

describe('the agent as it is packed for its image', () => {
  it('runs from its one file, says when it listens, drives every scenario of the shop and stops on SIGTERM', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plateau-agent-'));
    const shop = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
    const { 'agent.mjs': code } = await agentImage.context('x64');
    const file = join(folder, 'agent.mjs');
    await writeFile(file, code ?? '');
    const port = await freePort();
    const agent = spawn(process.execPath, [file], { env: { PORT: String(port) }, cwd: folder });
    const exited = once(agent, 'exit');
    try {
      let output = '';
      agent.stdout.on('data', (data) => {
        output += String(data);
      });
      await expect.poll(() => output, { timeout: 10_000 }).toBe('agent listening\n');
      for (const scenario of Object.keys(SCENARIOS)) {
        const { counts } = await connectAgent(`http://127.0.0.1:${port}`).drive({
          baseUrl: `http://127.0.0.1:${(shop.address() as AddressInfo).port}`,
          scenario,
          seed: 1,
          model: { kind: 'closed', connections: 2 },
          settleSeconds: 0,
          measureSeconds: 0.2,
          timeoutMs: 1_000,
        });
        expect(counts.sent, scenario).toBeGreaterThan(0);
      }
      agent.kill('SIGTERM');
      expect((await exited)[0]).toBe(0);
    } finally {
      agent.kill('SIGKILL');
      shop.close();
      await rm(folder, { recursive: true });
    }
  });
});
