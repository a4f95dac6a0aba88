import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Nothing listens there: a process serves, though badly, without its database. */
const NOWHERE = '{"users":"127.0.0.1:1","products":"127.0.0.1:1"}';
const ENV = {
  PATH: process.env['PATH'],
  PORT: '0',
  SHOP_COMPONENTS: 'users,products',
  SHOP_DATABASES: NOWHERE,
  SHOP_DATABASE_PASSWORD: 'secret',
  SHOP_POOL_SIZE: '2',
};

const started: ChildProcess[] = [];

const start = (env: Readonly<Record<string, string | undefined>>) => {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { env, stdio: 'pipe' });
  started.push(child);
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (text.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (text.stderr += String(chunk)));
  return { child, text };
};

// Starting takes seconds where the machine is busy.
describe.concurrent('a process of the shop', { timeout: 60_000 }, () => {
  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
  });

  it('serves, says so once, and ends in order', async () => {
    const { child, text } = start(ENV);
    await expect.poll(() => text.stdout, { timeout: 55_000 }).toMatch(/shop listening on http/);
    const url = /http:\S+/.exec(text.stdout)?.[0] ?? '';

    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    const answer = await fetch(`${url}/categories`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      error: { code: 'unavailable', message: 'the database on 127.0.0.1 does not answer' },
    });
    expect(await (await fetch(`${url}/runtime`)).json()).toMatchObject({
      eventLoop: { activeMs: expect.any(Number), idleMs: expect.any(Number) },
      pools: [{ host: '127.0.0.1', size: 2, waiting: 0 }],
      loops: [{ name: 'products.sweepReservations' }],
    });

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(text.stdout.match(/shop listening/g)).toHaveLength(1);
  });

  it('refuses an environment that is wrong, in one line', async () => {
    const { child, text } = start({ ...ENV, SHOP_POOL_SIZE: 'many' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(text.stderr).toMatch(/^the shop cannot start .* SHOP_POOL_SIZE .* not "many"\n$/);
  });
});
