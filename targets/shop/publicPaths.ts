import type { ComponentName } from './placement.ts';

/** First path segments of the public API that each component owns. The balancer routes by them. */
export const PUBLIC_PATHS: Readonly<Record<ComponentName, readonly string[]>> = {
  users: ['/users', '/sessions', '/me'],
  products: ['/products', '/categories'],
  orders: ['/orders'],
  admin: ['/admin'],
  analytics: ['/analytics'],
};
