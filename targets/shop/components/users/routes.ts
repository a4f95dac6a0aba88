import { Type } from 'typebox';
import type { ShopServer } from '../../runtime/component.ts';
import { ShopError } from '../../runtime/error.ts';
import { notSignedIn, tokenOf } from './authorise.ts';
import { User } from './contract.ts';
import type { Passwords } from './password.ts';
import type { UserStore } from './store.ts';
import { newToken, tokenDigest } from './token.ts';

const SESSION_SECONDS = 24 * 60 * 60;

const Email = Type.String({ pattern: '^[^@\\s]{1,64}@[^@\\s]{1,190}$' });
const Password = Type.String({ minLength: 8, maxLength: 128 });

export const userRoutes =
  (store: UserStore, passwords: Passwords) =>
  (server: ShopServer): void => {
    server.post(
      '/users',
      {
        schema: {
          body: Type.Object({
            email: Email,
            name: Type.String({ minLength: 1, maxLength: 100 }),
            password: Password,
          }),
          response: { 201: User },
        },
      },
      async (request, reply) => {
        const email = request.body.email.toLowerCase();
        const hash = await passwords.hash(request.body.password, request.call);
        const id = await store.addAccount(email, request.body.name, hash);
        if (id === null) throw new ShopError('email_taken', `${email} has an account already`);
        return reply.code(201).send({ id, email, name: request.body.name, role: 'customer' });
      },
    );

    server.post(
      '/sessions',
      {
        schema: {
          body: Type.Object({ email: Email, password: Type.String({ maxLength: 128 }) }),
          response: { 201: Type.Object({ token: Type.String(), user: User }) },
        },
      },
      async (request, reply) => {
        const account = await store.byEmail(request.body.email.toLowerCase());
        const right = await passwords.verify(
          request.body.password,
          account?.password ?? null,
          request.call,
        );
        if (account === null || !right) {
          throw new ShopError('invalid_credentials', 'no account has this address and password');
        }
        const token = newToken();
        await store.addSession(tokenDigest(token), account.id, SESSION_SECONDS);
        return reply.code(201).send({ token, user: account });
      },
    );

    server.delete('/sessions', async (request, reply) => {
      if (!(await store.endSession(tokenDigest(tokenOf(request))))) throw notSignedIn();
      return reply.code(204).send();
    });

    server.get('/me', { schema: { response: { 200: User } } }, async (request) => {
      const user = await store.sessionOwner(tokenDigest(tokenOf(request)));
      if (user === null) throw notSignedIn();
      return user;
    });
  };
