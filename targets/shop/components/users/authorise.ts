import type { FastifyRequest } from 'fastify';
import type { Service } from '../../runtime/contract.ts';
import { ShopError } from '../../runtime/error.ts';
import type { User, usersContract } from './contract.ts';

type Users = Pick<Service<typeof usersContract>, 'authenticate'>;

const BEARER = /^Bearer ([\w-]{1,128})$/;

/** @throws {ShopError} `not_signed_in` */
export const tokenOf = (request: FastifyRequest): string => {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw notSignedIn();
  return token;
};

export const notSignedIn = (): ShopError =>
  new ShopError('not_signed_in', 'sign in and send the token as Authorization: Bearer');

/** Whoever sent a request. One call to users. @throws {ShopError} `not_signed_in` */
export const signedIn = async (request: FastifyRequest, users: Users): Promise<User> =>
  users.authenticate({ token: tokenOf(request) }, request.call);

/** @throws {ShopError} `not_signed_in`, `forbidden` */
export const signedInAdmin = async (request: FastifyRequest, users: Users): Promise<User> => {
  const user = await signedIn(request, users);
  if (user.role !== 'admin') throw new ShopError('forbidden', 'this is for the back office only');
  return user;
};
