import fastify, { type FastifyError } from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { HEADERS } from './bindings/headers.ts';
import { newCall, newRequestId, PUBLIC_DEADLINE_MS } from './call.ts';
import type { ShopServer } from './component.ts';
import { ERROR_STATUS, ShopError, toShopError } from './error.ts';

/** The largest body anyone needs is an order of many lines. */
const BODY_LIMIT_BYTES = 64 * 1024;
/** Longer than the balancer and the peers keep theirs, so that they never write to a closed connection. */
const KEEP_ALIVE_MS = 75_000;
const REQUEST_ID = /^[\w-]{1,64}$/;

/** The HTTP server with all that every route shares: request ids, deadlines, hops, errors. */
export const createServer = (report: (error: unknown) => void): ShopServer => {
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    exposeHeadRoutes: false,
  }).withTypeProvider<TypeBoxTypeProvider>();

  server.decorateRequest('call');

  server.addHook('onRequest', (request, _reply, done) => {
    const given = request.headers[HEADERS.requestId];
    const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : newRequestId();
    request.call = newCall(id, PUBLIC_DEADLINE_MS);
    done();
  });

  server.addHook('onSend', (request, reply, _payload, done) => {
    reply.header(HEADERS.requestId, request.call.requestId);
    reply.header(HEADERS.hops, request.call.hops);
    done();
  });

  server.setErrorHandler((error, _request, reply) => {
    const shopError = fromFastify(error as FastifyError);
    if (shopError.code === 'internal') report(shopError.cause ?? shopError);
    return reply.code(shopError.status).send({ error: shopError.toBody() });
  });

  server.setNotFoundHandler((request, reply) => {
    const error = new ShopError(
      'not_found',
      `there is no ${request.method} ${pathOf(request.url)}`,
    );
    return reply.code(error.status).send({ error: error.toBody() });
  });

  return server;
};

/** Fastify's own refusals (a body that is no JSON, too long, not to the schema) become the shop's. */
const fromFastify = (error: FastifyError): ShopError => {
  if (error instanceof ShopError) return error;
  const status = error.statusCode ?? 500;
  if (status === ERROR_STATUS.too_large) {
    const message = `the body is larger than ${BODY_LIMIT_BYTES / 1024} KiB`;
    return new ShopError('too_large', message, { cause: error });
  }
  return status >= 400 && status < 500
    ? new ShopError('invalid_request', error.message, { cause: error })
    : toShopError(error);
};

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;
