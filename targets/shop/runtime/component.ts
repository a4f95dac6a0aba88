import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Call } from './call.ts';
import type { Contract, Service } from './contract.ts';
import type { Database } from './database.ts';
import type { Loop } from './loop.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any route runs. */
    call: Call;
  }
}

export type ShopServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

export type Needs = Readonly<Record<string, Contract>>;

/** What a component is given: its own database schema and a client for each contract it needs. */
export interface Parts<N extends Needs> {
  readonly database: Database;
  readonly needs: { readonly [K in keyof N]: Service<N[K]> };
}

export interface Running<C extends Contract> {
  readonly service: Service<C>;
  readonly routes: (server: ShopServer) => void;
  /** Work that goes on beside the requests: sweepers, relays. */
  readonly loops: readonly Loop[];
}

/** A component with the types of its contracts erased, as the host starts it. */
export interface Component {
  readonly contract: Contract;
  readonly needs: Needs;
  readonly start: (parts: Parts<Needs>) => Running<Contract>;
}

export const defineComponent = <const C extends Contract, const N extends Needs>(definition: {
  readonly contract: C;
  readonly needs: N;
  readonly start: (parts: Parts<N>) => Running<C>;
}): Component => ({
  contract: definition.contract,
  needs: definition.needs,
  // The host makes each client from the very contract in `needs`, so the erased types do fit.
  start: (parts) => definition.start(parts as Parts<N>) as Running<Contract>,
});
