import { describe, expect, it } from 'vitest';
import type { Client } from '../../client.ts';
import { PASSWORD, userEmail } from '../../seed/world.ts';

const NOT_SIGNED_IN = {
  error: {
    code: 'not_signed_in',
    message: 'sign in and send the token as Authorization: Bearer',
  },
};

export const userCases = (client: () => Client): void => {
  describe('users', () => {
    it('registers, once an address', async () => {
      const body = { email: 'New@Example.test', name: 'New', password: 'long enough' };
      const first = await client().send('POST', '/users', { body });
      expect(first.status).toBe(201);
      expect(first.body).toEqual({
        id: expect.any(Number),
        email: 'new@example.test',
        name: 'New',
        role: 'customer',
      });
      const second = await client().send('POST', '/users', { body });
      expect(second.status).toBe(409);
      expect(second.body).toEqual({
        error: { code: 'email_taken', message: 'new@example.test has an account already' },
      });
      const session = await client().send('POST', '/sessions', {
        body: { email: body.email, password: body.password },
      });
      expect(session.status).toBe(201);
    });

    it.each([
      ['an address that is none', { email: 'nobody', name: 'x', password: 'long enough' }],
      ['a short password', { email: 'a@b.test', name: 'x', password: 'short' }],
      ['no name', { email: 'a@b.test', password: 'long enough' }],
    ])('refuses to register %s', async (_what, body) => {
      const answer = await client().send('POST', '/users', { body });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code: 'invalid_request' } });
    });

    it('signs in, knows who it is, signs out', async () => {
      const email = userEmail(11);
      const signedIn = await client().send<{ token: string }>('POST', '/sessions', {
        body: { email, password: PASSWORD },
      });
      const user = { id: 11, email, name: 'Customer 11', role: 'customer' };
      expect(signedIn.status).toBe(201);
      expect(signedIn.body).toEqual({ token: expect.stringMatching(/^[\w-]{32}$/), user });
      const { token } = signedIn.body;
      const me = await client().send('GET', '/me', { token });
      expect([me.status, me.body]).toEqual([200, user]);
      const signedOut = await client().send('DELETE', '/sessions', { token });
      expect([signedOut.status, signedOut.body]).toEqual([204, null]);
      const after = await client().send('GET', '/me', { token });
      expect([after.status, after.body]).toEqual([401, NOT_SIGNED_IN]);
      const again = await client().send('DELETE', '/sessions', { token });
      expect([again.status, again.body]).toEqual([401, NOT_SIGNED_IN]);
    });

    it.each([
      ['a wrong password', { email: userEmail(1), password: 'plateau-shoq' }],
      ['an unknown address', { email: 'nobody@shop.test', password: PASSWORD }],
    ])('tells of %s the same', async (_what, body) => {
      const answer = await client().send('POST', '/sessions', { body });
      expect([answer.status, answer.body]).toEqual([
        401,
        {
          error: {
            code: 'invalid_credentials',
            message: 'no account has this address and password',
          },
        },
      ]);
    });

    it.each(['', 'Bearer', 'Bearer nonsense', 'Basic dXNlcjpwYXNz'])(
      'takes "%s" for nobody',
      async (authorization) => {
        const answer = await client().send('GET', '/me', { headers: { authorization } });
        expect([answer.status, answer.body]).toEqual([401, NOT_SIGNED_IN]);
      },
    );
  });
};
