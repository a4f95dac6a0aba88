import type { Static, TSchema } from 'typebox';
import type { Call } from './call.ts';

export interface Method {
  readonly input: TSchema;
  readonly output: TSchema;
}

/**
 * What a component offers to the others, and where the public finds it.
 * Methods take lists where callers have lists: one call for all lines, never one a line.
 */
export interface Contract {
  readonly name: ComponentName;
  /** Public path prefixes it owns, each one segment: the balancer of a split routes by them. */
  readonly paths: readonly `/${string}`[];
  readonly methods: Readonly<Record<string, Method>>;
}

export const COMPONENT_NAMES = ['users', 'products', 'orders', 'admin', 'analytics'] as const;

export type ComponentName = (typeof COMPONENT_NAMES)[number];

/**
 * A contract as functions. The implementation and every client of it have this type, so a caller
 * cannot tell where the callee runs. All reject with `ShopError` and nothing else.
 */
export type Service<C extends Contract> = {
  readonly [M in keyof C['methods']]: (
    input: Static<C['methods'][M]['input']>,
    call: Call,
  ) => Promise<Static<C['methods'][M]['output']>>;
};

export const defineContract = <const C extends Contract>(contract: C): C => contract;

/** How a call gets to its component: the one thing that bindings differ in. */
export type Transport = (method: string, input: unknown, call: Call) => Promise<unknown>;

export const clientOf = <C extends Contract>(contract: C, transport: Transport): Service<C> => {
  const client: Record<string, (input: unknown, call: Call) => Promise<unknown>> = {};
  for (const method of Object.keys(contract.methods)) {
    client[method] = (input, call) => transport(method, input, call);
  }
  return client as Service<C>;
};
