import { type Client, clientOf } from './client.ts';
import { BOOKS_CLOSE, ORDER_COUNT, PASSWORD, USER_COUNT, userEmail } from './seed/world.ts';

/** One request and what came back, without what differs from run to run. */
export interface TranscriptEntry {
  readonly route: string;
  readonly status: number;
  readonly body: unknown;
}

/**
 * One request after the other over every route, good and bad. On freshly restored data two shops that
 * behave alike give equal transcripts, whatever their topologies.
 */
export const transcript = async (url: string): Promise<readonly TranscriptEntry[]> => {
  const client = clientOf(url);
  const customer = await client.signIn(userEmail(5));
  const admin = await client.signInAdmin();
  const entries: TranscriptEntry[] = [];
  const ask = async (
    route: string,
    options: Parameters<Client['send']>[2] = {},
  ): Promise<unknown> => {
    const [method = 'GET', path = '/'] = route.split(' ');
    const { status, body } = await client.send(method, path, options);
    entries.push({ route, status, body: normalised(body) });
    return body;
  };

  await askReports(ask, admin);
  await askCatalogue(ask);
  await askUsers(ask, customer);
  await askOrders(ask, customer);
  await askBackOffice(ask, admin, customer);
  return entries;
};

type Ask = (route: string, options?: Parameters<Client['send']>[2]) => Promise<unknown>;

/** Before anything is sold: when analytics hears of an order is a matter of time. */
const askReports = async (ask: Ask, token: string): Promise<void> => {
  for (const days of [1, 7, 30, 90]) {
    await ask(`GET /analytics/revenue?days=${days}`, { token });
    await ask(`GET /analytics/top-sellers?days=${days}`, { token });
  }
  await ask('GET /admin/dashboard', { token });
};

const askCatalogue = async (ask: Ask): Promise<void> => {
  for (const route of [
    'GET /categories',
    'GET /products?category=garden-new',
    'GET /products?category=garden-new&page=21',
    'GET /products?category=nowhere',
    'GET /products?category=garden-new&page=x',
    'GET /products/search?q=marble',
    'GET /products/search?q=oak%20table',
    'GET /products/search',
    'GET /products/1',
    'GET /products/20000',
    'GET /products/20001',
    'GET /products/x',
    'GET /nowhere',
  ]) {
    await ask(route);
  }
};

const askUsers = async (ask: Ask, token: string): Promise<void> => {
  const email = 'transcript@example.test';
  for (const body of [
    { email, name: 'Transcript', password: PASSWORD },
    { email, name: 'Again', password: PASSWORD },
    { email: 'none', name: 'None', password: PASSWORD },
  ]) {
    await ask('POST /users', { body });
  }
  await ask('POST /sessions', { body: { email, password: PASSWORD } });
  await ask('POST /sessions', { body: { email, password: 'something else' } });
  await ask('GET /me', { token });
  await ask('GET /me');
  await ask('DELETE /sessions');
};

const askOrders = async (ask: Ask, token: string): Promise<void> => {
  const post = (key: string, ...lines: readonly { productId: number; quantity: number }[]) =>
    ask('POST /orders', { token, body: { lines }, headers: { 'idempotency-key': key } });
  const order = await post('t-1', { productId: 3, quantity: 2 }, { productId: 8, quantity: 1 });
  await post('t-1', { productId: 8, quantity: 1 }, { productId: 3, quantity: 2 });
  await post('t-1', { productId: 9, quantity: 1 });
  await post('t-2', { productId: 20_001, quantity: 1 });
  await post('t-3', { productId: 1, quantity: 0 });
  await ask('POST /orders', { token, body: { lines: [{ productId: 1, quantity: 1 }] } });
  await ask('POST /orders', { body: { lines: [] } });
  await ask(`GET /orders/${idOf(order)}`, { token });
  await ask('GET /orders/1', { token });
  await ask('GET /orders', { token });
  await ask('GET /orders?page=2', { token });
  await ask('GET /orders');
};

const askBackOffice = async (ask: Ask, token: string, customer: string): Promise<void> => {
  const order = await ask('POST /orders', {
    token: customer,
    body: { lines: [{ productId: 60, quantity: 1 }] },
    headers: { 'idempotency-key': 't-4' },
  });
  await ask('PUT /admin/products/61/price', { token, body: { priceCents: 777 } });
  await ask('PUT /admin/products/61/price', { token, body: { priceCents: 0 } });
  await ask('PUT /admin/products/61/stock', { token, body: { available: 1 } });
  await ask('PUT /admin/products/20001/stock', { token, body: { available: 1 } });
  await ask('POST /orders', {
    token: customer,
    body: { lines: [{ productId: 61, quantity: 2 }] },
    headers: { 'idempotency-key': 't-5' },
  });
  await ask('GET /admin/orders?status=confirmed', { token });
  await ask('GET /admin/orders?status=cancelled', { token });
  await ask('GET /admin/orders?status=lost', { token });
  await ask(`POST /admin/orders/${idOf(order)}/fulfil`, { token });
  await ask('POST /admin/orders/2000000/fulfil', { token });
  for (const path of ['dashboard', 'orders?status=placed']) {
    await ask(`GET /admin/${path}`, { token: customer });
    await ask(`GET /admin/${path}`);
  }
  await ask('GET /analytics/revenue', { token: customer });
  await ask('GET /analytics/top-sellers');
};

const idOf = (body: unknown): number =>
  typeof body === 'object' && body !== null && 'id' in body ? Number(body.id) : 0;

/** Values that differ from run to run, by the name they stand under. */
const VOLATILE = new Set(['token', 'placedAt', 'at', 'staleMs']);

const normalised = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => !isAfterBooks(item)).map(normalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      VOLATILE.has(key) ? `<${key}>` : isGeneratedId(key, item) ? '<id>' : normalised(item),
    ]),
  );
};

/** Accounts and orders that were not seeded; product ids end before. */
const isGeneratedId = (key: string, value: unknown): boolean =>
  typeof value === 'number' &&
  ((key === 'id' && value > ORDER_COUNT) || (key === 'userId' && value > USER_COUNT + 1));

/** The day on which the transcript is made. */
const isAfterBooks = (item: unknown): boolean =>
  typeof item === 'object' &&
  item !== null &&
  'day' in item &&
  typeof item.day === 'string' &&
  item.day > BOOKS_CLOSE;
