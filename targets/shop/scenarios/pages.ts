import { randomUUID } from 'node:crypto';
import type { Random } from '../../../harness/model/random.ts';
import type { ScenarioRequest } from '../../scenario.ts';
import { between, pick, zipf } from '../seed/random.ts';
import {
  ADJECTIVES,
  ADMIN_EMAIL,
  CATEGORY_SLUGS,
  MATERIALS,
  NOUNS,
  PASSWORD,
  PRODUCT_COUNT,
  USER_COUNT,
  userEmail,
} from '../seed/world.ts';

/** What one visitor of the shop knows. */
export interface Visitor {
  email: string;
  token: string | null;
  /** An order of this visitor. */
  orderId: number | null;
  /** Orders that wait for fulfilment, as the back office was shown. */
  openOrderIds: readonly number[];
}

export const newVisitor = (): Visitor => ({
  email: '',
  token: null,
  orderId: null,
  openOrderIds: [],
});

/** One kind of request: how it is made, which answer is the right one, and what a visitor learns from it. */
export interface Page {
  /** Null where the visitor cannot make it: not signed in, or no order to look at. */
  readonly request: (visitor: Visitor, random: Random) => Omit<ScenarioRequest, 'route'> | null;
  readonly status: number;
  readonly learn?: (visitor: Visitor, body: string) => void;
  readonly tally?: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
/** Few turn more than a page or two: half the listings are a category's first page, few are beyond the third. */
const LISTING_PAGES = [1, 1, 1, 1, 2, 2, 3, 4];
const LINE_COUNTS = [1, 1, 2, 2, 2, 3, 3, 4];
const REPORT_DAYS = [7, 30, 30, 90];
/** The back office works on the newest of the 26 pages of orders that the seed leaves open. */
const OPEN_ORDER_PAGES = 10;

const popularProduct = (random: Random): number => zipf(random, PRODUCT_COUNT);

/** Popular products are in all categories alike; visitors prefer some categories, by the same law. */
const popularCategory = (random: Random): string =>
  CATEGORY_SLUGS[zipf(random, CATEGORY_SLUGS.length) - 1] as string;

const get = (path: string): Omit<ScenarioRequest, 'route'> => ({ method: 'GET', path });

const signedIn = (
  { token }: Visitor,
  method: ScenarioRequest['method'],
  path: string,
  extra: { readonly headers?: Readonly<Record<string, string>>; readonly content?: object } = {},
): Omit<ScenarioRequest, 'route'> | null => {
  if (token === null) return null;
  const { headers, content } = extra;
  const authorised = { authorization: `Bearer ${token}`, ...headers };
  if (!content) return { method, path, headers: authorised };
  return {
    method,
    path,
    headers: { ...JSON_TYPE, ...authorised },
    body: JSON.stringify(content),
  };
};

const signIn: Page = {
  request: ({ email }) => ({
    method: 'POST',
    path: '/sessions',
    headers: JSON_TYPE,
    body: JSON.stringify({ email, password: PASSWORD }),
  }),
  status: 201,
  learn: (visitor, body) => {
    visitor.token = (JSON.parse(body) as { token: string }).token;
  },
};

const orderLines = (random: Random): object[] => {
  const products = new Set<number>();
  for (let count = pick(random, LINE_COUNTS); products.size < count; )
    products.add(popularProduct(random));
  return [...products].map((productId) => ({ productId, quantity: between(random, 1, 3) }));
};

/** Keys and addresses must not come again, not even when a seed does: so they are not drawn from it. */
const neverAgain = (): string => randomUUID();

/** Every route of the shop's public API. */
export const PAGES = {
  'POST /users': {
    request: (visitor) => {
      visitor.email = `${neverAgain()}@new.test`;
      return {
        method: 'POST',
        path: '/users',
        headers: JSON_TYPE,
        body: JSON.stringify({ email: visitor.email, name: 'New Customer', password: PASSWORD }),
      };
    },
    status: 201,
  },
  'POST /sessions': signIn,
  'DELETE /sessions': {
    request: (visitor) => signedIn(visitor, 'DELETE', '/sessions'),
    status: 204,
    learn: (visitor) => {
      visitor.token = null;
    },
  },
  'GET /me': { request: (visitor) => signedIn(visitor, 'GET', '/me'), status: 200 },
  'GET /categories': { request: () => get('/categories'), status: 200 },
  'GET /products': {
    request: (_, random) =>
      get(`/products?category=${popularCategory(random)}&page=${pick(random, LISTING_PAGES)}`),
    status: 200,
  },
  'GET /products/search': {
    request: (_, random) =>
      get(
        `/products/search?q=${pick(random, random() < 0.5 ? ADJECTIVES : MATERIALS)}+${pick(random, NOUNS)}`,
      ),
    status: 200,
  },
  'GET /products/:id': {
    request: (_, random) => get(`/products/${popularProduct(random)}`),
    status: 200,
  },
  'POST /orders': {
    request: (visitor, random) =>
      signedIn(visitor, 'POST', '/orders', {
        headers: { 'idempotency-key': neverAgain() },
        content: { lines: orderLines(random) },
      }),
    status: 201,
    learn: (visitor, body) => {
      visitor.orderId = (JSON.parse(body) as { id: number }).id;
    },
    tally: 'ordersPlaced',
  },
  'GET /orders': { request: (visitor) => signedIn(visitor, 'GET', '/orders'), status: 200 },
  'GET /orders/:id': {
    request: (visitor) =>
      visitor.orderId === null ? null : signedIn(visitor, 'GET', `/orders/${visitor.orderId}`),
    status: 200,
  },
  'PUT /admin/products/:id/price': {
    request: (visitor, random) =>
      signedIn(visitor, 'PUT', `/admin/products/${popularProduct(random)}/price`, {
        content: { priceCents: between(random, 199, 19_999) },
      }),
    status: 200,
  },
  'PUT /admin/products/:id/stock': {
    request: (visitor, random) =>
      signedIn(visitor, 'PUT', `/admin/products/${popularProduct(random)}/stock`, {
        content: { available: between(random, 50_000, 60_000) },
      }),
    status: 200,
  },
  'GET /admin/orders': {
    request: (visitor, random) =>
      signedIn(
        visitor,
        'GET',
        `/admin/orders?status=confirmed&page=${between(random, 1, OPEN_ORDER_PAGES)}`,
      ),
    status: 200,
    learn: (visitor, body) => {
      const { orders } = JSON.parse(body) as { orders: readonly { id: number }[] };
      visitor.openOrderIds = orders.map(({ id }) => id);
    },
  },
  'POST /admin/orders/:id/fulfil': {
    request: (visitor, random) =>
      visitor.openOrderIds.length === 0
        ? null
        : signedIn(visitor, 'POST', `/admin/orders/${pick(random, visitor.openOrderIds)}/fulfil`),
    status: 200,
  },
  'GET /admin/dashboard': {
    request: (visitor) => signedIn(visitor, 'GET', '/admin/dashboard'),
    status: 200,
  },
  'GET /analytics/revenue': {
    request: (visitor, random) =>
      signedIn(visitor, 'GET', `/analytics/revenue?days=${pick(random, REPORT_DAYS)}`),
    status: 200,
  },
  'GET /analytics/top-sellers': {
    request: (visitor, random) =>
      signedIn(visitor, 'GET', `/analytics/top-sellers?days=${pick(random, REPORT_DAYS)}`),
    status: 200,
  },
} as const satisfies Readonly<Record<string, Page>>;

export type Route = keyof typeof PAGES;

/** Who comes to sign in: a customer of the seeded shop, each as likely. */
export const someCustomer = (random: Random): string => userEmail(between(random, 1, USER_COUNT));

export const administrator = (): string => ADMIN_EMAIL;
