import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCall } from '../call.ts';
import { clientOf, defineContract, type Service, type Transport } from '../contract.ts';
import { ShopError } from '../error.ts';

const Numbers = Type.Object({ numbers: Type.Array(Type.Integer()) });
const Nothing = Type.Object({});

/** A component of no use: each method shows one thing that every binding must carry. */
export const sampleContract = defineContract({
  name: 'products',
  paths: ['/products'],
  methods: {
    echo: { input: Numbers, output: Numbers },
    refuse: { input: Nothing, output: Nothing },
    crash: { input: Nothing, output: Nothing },
    requestId: { input: Nothing, output: Type.Object({ requestId: Type.String() }) },
    remaining: { input: Nothing, output: Type.Object({ deadlineMs: Type.Number() }) },
    goOn: { input: Type.Object({ steps: Type.Integer() }), output: Nothing },
    hang: { input: Nothing, output: Nothing },
  },
});

export type Sample = Service<typeof sampleContract>;

/** @param self how it calls itself on, so that calls nest. */
export const sampleService = (self: () => Sample): Sample => ({
  echo: async (input) => input,
  refuse: async () => {
    throw new ShopError('out_of_stock', 'too few are left of product 7', {
      details: { productIds: [7] },
    });
  },
  crash: async () => {
    throw new TypeError('a defect that is nobody’s business');
  },
  requestId: async (_input, call) => ({ requestId: call.requestId }),
  remaining: async (_input, call) => ({ deadlineMs: call.deadlineAtMs - performance.now() }),
  goOn: async ({ steps }, call) => (steps === 0 ? {} : self().goOn({ steps: steps - 1 }, call)),
  hang: () => new Promise(() => undefined),
});

export interface BindingUnderTest {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
}

const call = () => newCall('request-1', 5_000);

/** What a caller may rely on, whatever the binding. */
export const bindingCases = (
  start: (service: Sample) => Promise<BindingUnderTest>,
  hopsOfCall: 0 | 1,
): void => {
  describe('every binding', () => {
    let binding: BindingUnderTest;
    let client: Sample;

    beforeAll(async () => {
      binding = await start(sampleService(() => client));
      client = clientOf(sampleContract, binding.transport);
    });
    afterAll(() => binding.close());

    it('gives what was sent', async () => {
      expect(await client.echo({ numbers: [1, 2, 3] }, call())).toEqual({ numbers: [1, 2, 3] });
    });

    it('carries a typed error whole', async () => {
      const error = await client.refuse({}, call()).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ShopError);
      expect(error).toMatchObject({
        code: 'out_of_stock',
        status: 409,
        message: 'too few are left of product 7',
        details: { productIds: [7] },
      });
    });

    it('makes a defect an internal error that tells nothing', async () => {
      const error = await client.crash({}, call()).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'internal', status: 500 });
      expect(String(error)).not.toContain('defect');
    });

    it('hands on the request id and what is left of the time', async () => {
      expect(await client.requestId({}, call())).toEqual({ requestId: 'request-1' });
      const { deadlineMs } = await client.remaining({}, newCall('request-1', 1_000));
      expect(deadlineMs).toBeGreaterThan(0);
      expect(deadlineMs).toBeLessThanOrEqual(1_000);
    });

    it('refuses a call that nobody waits for', async () => {
      const late = newCall('request-1', -1);
      await expect(client.echo({ numbers: [] }, late)).rejects.toMatchObject({
        code: 'deadline_exceeded',
        status: 504,
      });
    });

    it('counts the hops of the whole tree of calls', async () => {
      const counted = call();
      await client.goOn({ steps: 3 }, counted);
      await client.echo({ numbers: [] }, counted);
      expect(counted.hops).toBe(5 * hopsOfCall);
    });

    it('counts the hops of calls that fail', async () => {
      const counted = call();
      await client.refuse({}, counted).catch(() => undefined);
      expect(counted.hops).toBe(hopsOfCall);
    });

    it('answers a method that is not there with an error of the shop', async () => {
      await expect(binding.transport('nothing', {}, call())).rejects.toMatchObject({
        code: 'not_found',
      });
    });
  });
};
