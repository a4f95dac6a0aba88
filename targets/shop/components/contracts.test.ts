import { describe, expect, it } from 'vitest';
import { PUBLIC_PATHS } from '../publicPaths.ts';
import { readConfig } from '../runtime/config.ts';
import { clientOf, COMPONENT_NAMES } from '../runtime/contract.ts';
import type { Database } from '../runtime/database.ts';
import { createServer } from '../runtime/server.ts';
import { components } from './components.ts';
import { CONTRACTS } from './contracts.ts';

const unused = (): never => {
  throw new Error('only the routes are looked at');
};

const config = readConfig({
  PORT: '0',
  SHOP_COMPONENTS: 'users',
  SHOP_DATABASES: '{"users":"none"}',
  SHOP_DATABASE_PASSWORD: 'x',
  SHOP_POOL_SIZE: '1',
});

const routesOf = (name: (typeof COMPONENT_NAMES)[number]): readonly string[] => {
  const routes: string[] = [];
  const server = createServer(() => undefined);
  server.addHook('onRoute', (route) => {
    routes.push(`${String(route.method)} ${route.url}`);
  });
  const component = components(config)[name];
  const database: Database = { query: unused, transaction: unused };
  const needs = Object.fromEntries(
    Object.entries(component.needs).map(([key, contract]) => [key, clientOf(contract, unused)]),
  );
  component.start({ database, needs }).routes(server);
  return routes;
};

describe('contracts', () => {
  it.each(COMPONENT_NAMES)('%s serves routes on its own paths only', (name) => {
    const routes = routesOf(name);
    expect(routes.length).toBeGreaterThan(0);
    for (const route of routes) {
      const segment = `/${route.split('/')[1] ?? ''}`;
      expect(CONTRACTS[name].paths).toContain(segment);
    }
  });

  it('share no path, and each is one segment', () => {
    const paths = COMPONENT_NAMES.flatMap((name) => CONTRACTS[name].paths);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^\/[a-z]+$/);
  });

  it('name the paths that the balancer routes by', () => {
    for (const name of COMPONENT_NAMES) {
      expect([...PUBLIC_PATHS[name]].sort()).toEqual([...CONTRACTS[name].paths].sort());
    }
  });

  it('make 18 public routes', () => {
    expect(COMPONENT_NAMES.flatMap(routesOf).sort()).toMatchInlineSnapshot(`
      [
        "DELETE /sessions",
        "GET /admin/dashboard",
        "GET /admin/orders",
        "GET /analytics/revenue",
        "GET /analytics/top-sellers",
        "GET /categories",
        "GET /me",
        "GET /orders",
        "GET /orders/:id",
        "GET /products",
        "GET /products/:id",
        "GET /products/search",
        "POST /admin/orders/:id/fulfil",
        "POST /orders",
        "POST /sessions",
        "POST /users",
        "PUT /admin/products/:id/price",
        "PUT /admin/products/:id/stock",
      ]
    `);
  });

  it.each(COMPONENT_NAMES)('%s needs no component that needs it', (name) => {
    const all = components(config);
    const reached = new Set<string>();
    const visit = (component: (typeof COMPONENT_NAMES)[number]): void => {
      for (const need of Object.values(all[component].needs)) {
        if (reached.has(need.name)) continue;
        reached.add(need.name);
        visit(need.name);
      }
    };
    visit(name);
    expect([...reached]).not.toContain(name);
  });
});
