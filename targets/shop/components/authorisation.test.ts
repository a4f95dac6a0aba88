import type { RouteOptions } from 'fastify';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../runtime/config.ts';
import { clientOf, COMPONENT_NAMES, type Contract, type Transport } from '../runtime/contract.ts';
import type { ShopServer } from '../runtime/component.ts';
import type { Database } from '../runtime/database.ts';
import { createServer } from '../runtime/server.ts';
import { components } from './components.ts';
import { notSignedIn } from './users/authorise.ts';

/** For whoever comes. Every other route, also one that is yet to be written, is not. */
const FOR_ALL = [
  'POST /users',
  'POST /sessions',
  'GET /categories',
  'GET /products',
  'GET /products/search',
  'GET /products/:id',
];

const BACK_OFFICE = /^\/(admin|analytics)\//;

const CUSTOMER = { id: 1, email: 'customer@shop.test', name: 'Customer', role: 'customer' };

const config = readConfig({
  PORT: '0',
  SHOP_COMPONENTS: 'users',
  SHOP_DATABASES: '{"users":"none"}',
  SHOP_DATABASE_PASSWORD: 'x',
  SHOP_POOL_SIZE: '1',
});

const unreachable = (): never => {
  throw new Error('who may not is to be refused before anything is done');
};
const database: Database = { query: unreachable, transaction: unreachable };

/** users as a client finds it: it knows one customer by the token `customer`. */
const transportTo =
  (contract: Contract): Transport =>
  async (method, input) => {
    if (contract.name !== 'users' || method !== 'authenticate') return unreachable();
    if (Value.Equal(input, { token: 'customer' })) return CUSTOMER;
    throw notSignedIn();
  };

interface Served {
  readonly server: ShopServer;
  readonly route: RouteOptions;
  readonly name: string;
}

const served: readonly Served[] = COMPONENT_NAMES.flatMap((component) => {
  const server = createServer(() => undefined);
  const routes: Served[] = [];
  server.addHook('onRoute', (route) => {
    routes.push({ server, route, name: `${String(route.method)} ${route.url}` });
  });
  const { needs, start } = components(config)[component];
  const clients = Object.entries(needs).map(([key, contract]) => [
    key,
    clientOf(contract, transportTo(contract)),
  ]);
  start({ database, needs: Object.fromEntries(clients) }).routes(server);
  return routes;
});

/** A request that its route would take but for the authorisation. */
const ask = ({ server, route }: Served, authorization: string | undefined) => {
  const sample = (schema: unknown): Record<string, unknown> =>
    schema === undefined ? {} : (Value.Create(schema as TSchema) as Record<string, unknown>);
  const { params, querystring, body } = route.schema ?? {};
  const values = sample(params);
  return server.inject({
    method: route.method as 'GET',
    url: route.url.replace(/:(\w+)/g, (_, name: string) => String(values[name])),
    query: Object.fromEntries(
      Object.entries(sample(querystring)).map(([key, value]) => [key, String(value)]),
    ),
    headers: {
      'idempotency-key': 'key',
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...(body === undefined ? {} : { payload: sample(body) }),
  });
};

const guarded = served.filter(({ name }) => !FOR_ALL.includes(name));
const backOffice = served.filter(({ route }) => BACK_OFFICE.test(route.url));

describe('a route that is not for all', () => {
  it.each(guarded)('$name wants to know who asks', async (one) => {
    const answer = await ask(one, undefined);
    expect([answer.statusCode, answer.json()]).toEqual([
      401,
      { error: expect.objectContaining({ code: 'not_signed_in' }) },
    ]);
  });
});

describe('a route of the back office', () => {
  it('is there', () => {
    expect(backOffice).toHaveLength(7);
  });

  it.each(backOffice)('$name refuses whoever is nobody', async (one) => {
    const answer = await ask(one, 'Bearer nobody');
    expect(answer.statusCode).toBe(401);
  });

  it.each(backOffice)('$name refuses a customer', async (one) => {
    const answer = await ask(one, 'Bearer customer');
    expect([answer.statusCode, answer.json()]).toEqual([
      403,
      { error: { code: 'forbidden', message: 'this is for the back office only' } },
    ]);
  });
});
