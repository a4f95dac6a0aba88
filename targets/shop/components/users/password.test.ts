import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../seed/world.ts';
import { newCall } from '../../runtime/call.ts';
import type { ErrorBody } from '../../runtime/error.ts';
import { createServer } from '../../runtime/server.ts';
import { passwords } from './password.ts';
import { userRoutes } from './routes.ts';
import { usersSeed } from './seed.ts';
import type { UserStore } from './store.ts';

const COST = 16;

const call = () => newCall('test', 10_000);

describe('passwords', () => {
  it('knows a password again, and no other', async () => {
    const { hash, verify } = passwords(COST);
    const stored = await hash('open sesame', call());
    expect(stored).toMatch(/^scrypt\$16\$8\$1\$/);
    expect(await verify('open sesame', stored, call())).toBe(true);
    expect(await verify('open sesam', stored, call())).toBe(false);
  });

  it('salts', async () => {
    const { hash } = passwords(COST);
    expect(await hash('open sesame', call())).not.toBe(await hash('open sesame', call()));
  });

  it('verifies at the cost that a password was stored with', async () => {
    const stored = await passwords(64).hash('open sesame', call());
    expect(await passwords(COST).verify('open sesame', stored, call())).toBe(true);
  });

  it('has no password for nobody', async () => {
    expect(await passwords(COST).verify('', null, call())).toBe(false);
  });

  it('knows the seeded password', async () => {
    const stored = usersSeed()[0]?.rows[0]?.[4];
    expect(await passwords(COST).verify(PASSWORD, String(stored), call())).toBe(true);
  });

  it('holds no more sign-ins than a few at work and 200 waiting', async () => {
    const server = createServer(() => undefined);
    const store: Partial<UserStore> = { byEmail: () => Promise.resolve(null) };
    userRoutes(store as UserStore, passwords(COST))(server);
    const signIn = async () => {
      const payload = { email: 'someone@shop.test', password: 'open sesame' };
      const answer = await server.inject({ method: 'POST', url: '/sessions', payload });
      return `${answer.statusCode} ${answer.json<{ error: ErrorBody }>().error.code}`;
    };
    const answers = await Promise.all(Array.from({ length: 300 }, signIn));
    const given = (answer: string) => answers.filter((each) => each === answer);
    expect(given('401 invalid_credentials')).toHaveLength(202);
    expect(given('503 overloaded')).toHaveLength(98);
    expect(await signIn()).toBe('401 invalid_credentials');
  });
});
