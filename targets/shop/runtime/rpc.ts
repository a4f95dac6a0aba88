import { HEADERS } from './bindings/headers.ts';
import { newCall, PUBLIC_DEADLINE_MS } from './call.ts';
import type { ShopServer } from './component.ts';
import type { ComponentName } from './contract.ts';
import type { WireServer } from './wire.ts';

/** The receiving end of the HTTP binding: POST /rpc/:component/:method, JSON both ways. */
export const rpcRoutes = (
  server: ShopServer,
  hosted: ReadonlyMap<ComponentName, WireServer>,
): void => {
  for (const [component, serve] of hosted) {
    void server.register((scope, _options, done) => {
      // The contract's own check follows; parsing here as well would parse twice.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser(
        'application/json',
        { parseAs: 'string' },
        (_request, body, parsed) => parsed(null, body),
      );
      scope.post<{ Params: { method: string }; Body: string }>(
        `/rpc/${component}/:method`,
        async (request, reply) => {
          const left = Number(request.headers[HEADERS.deadline] ?? PUBLIC_DEADLINE_MS);
          request.call = newCall(request.call.requestId, left);
          const answer = await serve(request.params.method, request.body, request.call);
          return reply.code(answer.status).type('application/json').send(answer.text);
        },
      );
      done();
    });
  }
};
