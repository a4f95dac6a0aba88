import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadModel } from '../model/load.ts';
import { connectAgent } from './client.ts';

/** Takes every job and never ends one. */
const hanging = createServer(() => {});
let url: string;

beforeAll(async () => {
  hanging.listen(0, '127.0.0.1');
  await once(hanging, 'listening');
  url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
});
afterAll(() => {
  hanging.closeAllConnections();
  hanging.close();
});

const MODELS: readonly (readonly [LoadModel, number])[] = [
  [{ kind: 'closed', connections: 1 }, 0.16],
  // It may have waited as long for a connection as it then waits for its answer.
  [{ kind: 'open', ratePerSecond: 1, arrivals: 'even', connections: 1 }, 0.26],
];

describe('an agent that does not end', () => {
  it.each(MODELS)(
    'is waited for until the last of its requests may have ended: %o',
    async (model, seconds) => {
      const job = {
        baseUrl: 'http://127.0.0.1:1',
        scenario: 'browse',
        seed: 1,
        model,
        settleSeconds: 0.02,
        measureSeconds: 0.03,
        timeoutMs: 100,
      };
      await expect(connectAgent(url, 10).drive(job)).rejects.toThrow(`within ${seconds} s`);
    },
  );
});
