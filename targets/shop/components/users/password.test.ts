import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../../seed/world.ts';
import { passwords } from './password.ts';
import { usersSeed } from './seed.ts';

const COST = 16;

describe('passwords', () => {
  it('knows a password again, and no other', async () => {
    const { hash, verify } = passwords(COST);
    const stored = await hash('open sesame');
    expect(stored).toMatch(/^scrypt\$16\$8\$1\$/);
    expect(await verify('open sesame', stored)).toBe(true);
    expect(await verify('open sesam', stored)).toBe(false);
  });

  it('salts', async () => {
    const { hash } = passwords(COST);
    expect(await hash('open sesame')).not.toBe(await hash('open sesame'));
  });

  it('verifies at the cost that a password was stored with', async () => {
    const stored = await passwords(64).hash('open sesame');
    expect(await passwords(COST).verify('open sesame', stored)).toBe(true);
  });

  it('has no password for nobody', async () => {
    expect(await passwords(COST).verify('', null)).toBe(false);
  });

  it('knows the seeded password', async () => {
    const stored = usersSeed()[0]?.rows[0]?.[4];
    expect(await passwords(COST).verify(PASSWORD, String(stored))).toBe(true);
  });

  it('turns sign-ins away when too many wait', async () => {
    const { verify } = passwords(COST);
    const attempts = await Promise.allSettled(Array.from({ length: 300 }, () => verify('x', null)));
    const refused = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refused).toHaveLength(98);
    expect(refused[0]?.reason).toMatchObject({ code: 'overloaded', status: 503 });
    expect(await verify('x', null)).toBe(false);
  });
});
