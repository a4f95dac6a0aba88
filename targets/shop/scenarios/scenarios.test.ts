import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../harness/model/random.ts';
import type { Place, Scenario, ScenarioRequest, Session } from '../../scenario.ts';
import { PRODUCT_COUNT } from '../seed/world.ts';
import { browse } from './browse.ts';
import { PAGES, type Route } from './pages.ts';
import { warmUp } from './warmUp.ts';

const BODIES: Readonly<Record<string, string>> = {
  'POST /sessions': '{"token":"t"}',
  'POST /orders': '{"id":7}',
  'GET /admin/orders': '{"orders":[{"id":3},{"id":4}]}',
};

const answerWell = (
  session: Session,
  { route }: ScenarioRequest,
): ReturnType<Session['answered']> =>
  session.answered({ status: PAGES[route as Route].status, body: () => BODIES[route] ?? '{}' });

const ALONE: Place = { index: 0, of: 1 };

const drawn = (
  scenario: Scenario,
  count: number,
  seed = 1,
  place = ALONE,
): readonly ScenarioRequest[] => {
  const session = scenario.session(seededRandom(seed), place);
  return Array.from({ length: count }, () => {
    const request = session.next();
    answerWell(session, request);
    return request;
  });
};

const paths = (scenario: Scenario, seed: number): readonly string[] =>
  drawn(scenario, 500, seed).map(({ path }) => path);

/** Of 400 sessions, between two of their draws. */
const signIns = (scenario: Scenario, from: number, to: number): number =>
  Array.from({ length: 400 }, (_, seed) =>
    drawn(scenario, to, seed, { index: seed, of: 400 })
      .slice(from)
      .filter(({ route }) => route === 'POST /sessions'),
  ).flat().length;

describe.each([browse, warmUp])('$name', (scenario) => {
  it('draws each route as often as its mix says', () => {
    const draws = 100_000;
    const counts = new Map<string, number>();
    for (const { route } of drawn(scenario, draws)) counts.set(route, (counts.get(route) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(Object.keys(scenario.mix).sort());
    for (const [route, share] of Object.entries(scenario.mix)) {
      // Pages of one errand come together, so their counts spread more than those of single draws.
      const tolerance = 6 * Math.sqrt(share / draws);
      expect(Math.abs((counts.get(route) ?? 0) / draws - share), route).toBeLessThan(tolerance);
    }
  });

  it('has a mix that sums to 1 and covers every route of the shop', () => {
    const sum = Object.values(scenario.mix).reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 12);
    expect(Object.keys(scenario.mix).sort()).toEqual(Object.keys(PAGES).sort());
  });

  it('draws the same requests from the same seed', () => {
    expect(paths(scenario, 5)).toEqual(paths(scenario, 5));
    expect(paths(scenario, 5)).not.toEqual(paths(scenario, 6));
  });

  it('is as busy signing in at the beginning of many sessions as later', () => {
    expect(signIns(scenario, 0, 50) / signIns(scenario, 150, 200)).toBeLessThan(1.5);
  });
});

describe('what a load draws in a trial', () => {
  const USERS = 12;
  const LOADS = 200;

  /** How often a load of twelve users asks for the route within their requests from 10 to 60. */
  const asked = (route: Route, load: number): number =>
    Array.from({ length: USERS }, (_, index) =>
      drawn(browse, 60, load * USERS + index, { index, of: USERS }).slice(10),
    )
      .flat()
      .filter((request) => request.route === route).length;

  it.each<Route>(['POST /sessions', 'POST /orders', 'GET /products/search'])(
    'differs less in its share of %s than a quarter of what chance would make it',
    (route) => {
      const counts = Array.from({ length: LOADS }, (_, load) => asked(route, load));
      const expected = USERS * 50 * (browse.mix[route] ?? 0);
      const variance = counts.reduce((sum, count) => sum + (count - expected) ** 2, 0) / LOADS;
      expect(variance).toBeLessThan(expected / 4);
    },
  );
});

describe('a session', () => {
  it('signs in before it orders, and looks at the order it made', () => {
    const requests = drawn(browse, 5_000);
    const order = requests.findIndex(({ route }) => route === 'POST /orders');
    const before = requests.slice(0, order).map(({ route }) => route);
    expect(before).toContain('POST /sessions');
    expect(requests[order]?.headers).toMatchObject({ authorization: 'Bearer t' });
    const looked = requests.find(({ route }) => route === 'GET /orders/:id');
    expect(looked?.path).toBe('/orders/7');
  });

  it('never uses an idempotency key again, not even with the same seed', () => {
    const keys = [...drawn(browse, 20_000), ...drawn(browse, 20_000)]
      .filter(({ route }) => route === 'POST /orders')
      .map(({ headers }) => headers?.['idempotency-key']);
    expect(keys.length).toBeGreaterThan(500);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('orders each product once', () => {
    const orders = drawn(browse, 20_000).filter(({ route }) => route === 'POST /orders');
    for (const { body } of orders) {
      const { lines } = JSON.parse(body ?? '') as { lines: { productId: number }[] };
      const ids = lines.map(({ productId }) => productId);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('tallies an order for each 201, and only for that', () => {
    const session = browse.session(seededRandom(2), ALONE);
    const next = (route: Route): void => {
      for (;;) {
        const request = session.next();
        if (request.route === route) return;
        answerWell(session, request);
      }
    };
    next('POST /orders');
    expect(session.answered({ status: 201, body: () => '{"id":1}' })).toEqual({
      ok: true,
      tally: 'ordersPlaced',
    });
    next('POST /orders');
    expect(session.answered({ status: 409, body: () => '{}' })).toEqual({ ok: false });
    next('POST /orders');
    expect(session.answered({ status: 503, body: () => '' })).toEqual({ ok: false });
    next('POST /orders');
    expect(session.answered({ status: 201, body: () => '{"id":' })).toEqual({ ok: false });
  });

  it('signs in again when its session has ended, and then goes on', () => {
    const session = browse.session(seededRandom(3), ALONE);
    let request = session.next();
    for (; request.route !== 'GET /me'; request = session.next()) answerWell(session, request);
    expect(session.answered({ status: 401, body: () => '{}' }).ok).toBe(false);
    const routes: string[] = [];
    while (!routes.includes('GET /me')) {
      request = session.next();
      routes.push(request.route);
      answerWell(session, request);
    }
    const errand = routes.filter(
      (route) => !(route in { 'GET /categories': 1 }) && !route.startsWith('GET /products'),
    );
    expect(errand).toEqual(['POST /sessions', 'GET /me']);
  });

  it('goes on browsing when signing in fails or is never answered', () => {
    const session = browse.session(seededRandom(4), ALONE);
    const routes = Array.from({ length: 3_000 }, () => {
      const { route } = session.next();
      if (route !== 'POST /sessions') session.answered({ status: 200, body: () => '{}' });
      return route;
    });
    expect(routes.filter((route) => route === 'POST /sessions').length).toBeGreaterThan(10);
    expect(routes).not.toContain('POST /orders');
  });
});

describe('popularity', () => {
  it('follows Zipf: the first hundred of 20,000 products are about half of the details asked for', () => {
    const ids = drawn(browse, 50_000)
      .filter(({ route }) => route === 'GET /products/:id')
      .map(({ path }) => Number(path.split('/').at(-1)));
    const popular = ids.filter((id) => id <= 100).length / ids.length;
    const expected = Math.log(101) / Math.log(PRODUCT_COUNT + 1);
    expect(Math.abs(popular - expected)).toBeLessThan(0.02);
    expect(Math.max(...ids)).toBeLessThanOrEqual(PRODUCT_COUNT);
  });
});
