import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { newCall } from '../call.ts';
import { clientOf } from '../contract.ts';
import { rpcRoutes } from '../rpc.ts';
import { createServer } from '../server.ts';
import { wireServer } from '../wire.ts';
import {
  bindingCases,
  type BindingUnderTest,
  type Sample,
  sampleContract,
  sampleService,
} from './bindings.cases.ts';
import { directTransport } from './direct.ts';
import { httpPeers } from './http.ts';
import { loopbackTransport } from './loopback.ts';

const ignore = (): void => undefined;

const direct = async (service: Sample): Promise<BindingUnderTest> => ({
  transport: directTransport(sampleContract, () => service),
  close: async () => undefined,
});

const loopback = async (service: Sample): Promise<BindingUnderTest> => {
  const wire = wireServer(sampleContract, service, ignore);
  return {
    transport: loopbackTransport(sampleContract, () => wire),
    close: async () => undefined,
  };
};

const listening = async (service: Sample): Promise<{ url: string; close: () => Promise<void> }> => {
  const server = createServer(ignore);
  rpcRoutes(server, new Map([['products', wireServer(sampleContract, service, ignore)]]));
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
};

const http = async (service: Sample): Promise<BindingUnderTest> => {
  const server = await listening(service);
  const peers = httpPeers({ products: [server.url] });
  return {
    transport: peers.transport(sampleContract),
    close: async () => {
      await peers.close();
      await server.close();
    },
  };
};

describe('direct', () => bindingCases(direct, 0));
describe('loopback', () => bindingCases(loopback, 1));
describe('http', () => bindingCases(http, 1));

const refusal = async (client: Sample) =>
  client.refuse({}, newCall('r', 1_000)).catch((error: unknown) => error);

/** Known differences: code that leans on either side of them works in one topology only. */
describe('where a plain call and an encoded one differ', () => {
  const input = { numbers: [1] };
  it.each([
    ['direct', direct, true],
    ['loopback', loopback, false],
  ] as const)('%s shares the objects it is given: %s', async (_name, start, shares) => {
    const { transport } = await start(sampleService(() => client));
    const client: Sample = clientOf(sampleContract, transport);
    const output = await client.echo(input, newCall('r', 1_000));
    expect(output.numbers === input.numbers).toBe(shares);
  });

  it.each([
    ['direct', direct, true],
    ['loopback', loopback, false],
  ] as const)('%s gives the very error that was thrown: %s', async (_name, start, same) => {
    const thrown: unknown[] = [];
    const service: Sample = {
      ...sampleService(() => client),
      refuse: async () => {
        const error = await refusal(original);
        thrown.push(error);
        throw error;
      },
    };
    const original = sampleService(() => client);
    const { transport } = await start(service);
    const client: Sample = clientOf(sampleContract, transport);
    const caught = await refusal(client);
    expect(caught === thrown[0]).toBe(same);
    expect(caught).toMatchObject({ code: 'out_of_stock', status: 409 });
  });

  it('only an encoded call checks its input against the contract', async () => {
    const wrong = { numbers: ['one'] } as unknown as { numbers: number[] };
    const inProcess = clientOf(
      sampleContract,
      (await direct(sampleService(() => inProcess))).transport,
    ) as Sample;
    const encoded = clientOf(
      sampleContract,
      (await loopback(sampleService(() => encoded))).transport,
    ) as Sample;
    expect(await inProcess.echo(wrong, newCall('r', 1_000))).toEqual(wrong);
    await expect(encoded.echo(wrong, newCall('r', 1_000))).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});

describe('http', () => {
  const self: Sample = sampleService(() => self);

  it('gives up when the time has passed', async () => {
    const { transport, close } = await http(self);
    const startedAtMs = performance.now();
    await expect(transport('hang', {}, newCall('r', 100))).rejects.toMatchObject({
      code: 'deadline_exceeded',
    });
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    // The server still works on it and would wait for it: it is left to the process's end.
    void close();
  });

  it('goes to another replica where one is not there', async () => {
    const server = await listening(self);
    const gone = await listening(self);
    await gone.close();
    const peers = httpPeers({ products: [gone.url, server.url] });
    const client: Sample = clientOf(sampleContract, peers.transport(sampleContract));
    for (let time = 0; time < 4; time += 1) {
      expect(await client.echo({ numbers: [time] }, newCall('r', 2_000))).toEqual({
        numbers: [time],
      });
    }
    await peers.close();
    await server.close();
  });

  it('says what could not be reached', async () => {
    const gone = await listening(self);
    await gone.close();
    const peers = httpPeers({ products: [gone.url] });
    const client: Sample = clientOf(sampleContract, peers.transport(sampleContract));
    await expect(client.echo({ numbers: [] }, newCall('r', 1_000))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('products.echo'),
    });
    await peers.close();
  });

  it('tells a missing peer by name', () => {
    expect(() => httpPeers({}).transport(sampleContract)).toThrow(/products.*SHOP_PEERS/);
  });
});
