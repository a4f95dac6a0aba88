import { describe, expect, it } from 'vitest';
import { startProcess } from '../fixtures/process.ts';

/** Nothing listens there. */
const NOWHERE = { address: '127.0.0.1:1', password: 'x' };

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

describe('startShop', () => {
  it('refuses to start without a peer that a component needs', async () => {
    const peers = { users: ['http://127.0.0.1:1'] };
    await expect(startProcess(NOWHERE, ['orders'], { peers })).rejects.toThrow(
      'no peer is known for products: add it to SHOP_PEERS or host it here',
    );
  });

  it('opens /rpc where others are to call, and serves no foreign path', async () => {
    const shop = await startProcess(NOWHERE, ['products']);
    const rpc = await fetch(`${shop.url}/rpc/products/getMany`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"ids":"all"}',
    });
    expect([rpc.status, await rpc.json()]).toEqual([
      400,
      { code: 'invalid_request', message: expect.stringContaining('products.getMany') },
    ]);
    expect(await statusOf(`${shop.url}/orders`)).toBe(404);
    await shop.close();
  });

  it('has no /rpc where all is in one process', async () => {
    const all = ['users', 'products', 'orders', 'admin', 'analytics'] as const;
    const shop = await startProcess(NOWHERE, all);
    const rpc = await fetch(`${shop.url}/rpc/products/getMany`, { method: 'POST', body: '{}' });
    expect(rpc.status).toBe(404);
    await shop.close();
  });
});
