import type { Frame } from '../../model/kneeProfile.ts';

/**
 * Whose code a function is: a component's, the target's own that its components share, a package's,
 * Node's, or V8's (garbage collection, native code).
 */
export type Owner =
  | { readonly kind: 'component' | 'package'; readonly name: string }
  | { readonly kind: 'shared' | 'node' }
  | { readonly kind: 'engine'; readonly name: string };

/** `node_modules/@fastify/send/index.js` → `@fastify/send`; of packages within packages the inner one. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;

/** @param components name → what the paths of its modules contain */
export const ownerOf = (
  { name, module }: Frame,
  components: Readonly<Record<string, string>>,
): Owner => {
  if (module === null) return { kind: 'engine', name };
  if (module.startsWith('node:')) return { kind: 'node' };
  const inPackage = PACKAGE.exec(module)?.[1];
  if (inPackage !== undefined) return { kind: 'package', name: inPackage };
  const component = Object.keys(components).find((one) => module.includes(components[one] ?? ''));
  return component === undefined ? { kind: 'shared' } : { kind: 'component', name: component };
};

export const ownerKey = (owner: Owner): string =>
  'name' in owner ? `${owner.kind} ${owner.name}` : owner.kind;

/** Who has what is called from below: a library's work for a component is the component's. */
const RANK: Readonly<Record<Owner['kind'], number>> = {
  component: 3,
  shared: 2,
  package: 2,
  node: 1,
  engine: 0,
};

/** Who a function works for, given its caller's answer: the innermost of the highest rank. */
export const onBehalfOf = (caller: Owner | null, own: Owner): Owner =>
  caller && RANK[caller.kind] > RANK[own.kind] ? caller : own;
