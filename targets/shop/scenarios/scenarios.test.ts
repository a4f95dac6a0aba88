import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../harness/model/random.ts';
import type { Scenario, ScenarioRequest, Session } from '../../scenario.ts';
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

/** Of so many users in turn. */
const drawn = (
  scenario: Scenario,
  count: number,
  seed = 1,
  users = 1,
): readonly ScenarioRequest[] => {
  const newSession = scenario.sessions(seededRandom(seed));
  const sessions = Array.from({ length: users }, (_, user) =>
    newSession(seededRandom(seed + user)),
  );
  return Array.from({ length: count }, (_, index) => {
    const session = sessions[index % users] as Session;
    const request = session.next();
    answerWell(session, request);
    return request;
  });
};

const alone = (seed: number): Session => browse.sessions(seededRandom(seed))(seededRandom(seed));

const paths = (scenario: Scenario, seed: number): readonly string[] =>
  drawn(scenario, 500, seed).map(({ path }) => path);

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
});

describe('what a load draws in a trial', () => {
  const [USERS, SETTLED, MEASURED] = [12, 300, 600];

  /** Of 200 loads, how often each asks for the route in a window of its requests. */
  const asked = (route: Route, from: number, to: number): readonly number[] =>
    Array.from(
      { length: 200 },
      (_, load) =>
        drawn(browse, to, load, USERS)
          .slice(from)
          .filter((request) => request.route === route).length,
    );

  it.each<[Route, number]>([
    ['POST /sessions', 0.05],
    ['POST /orders', 0.2],
    ['GET /products/search', 0.05],
  ])('differs in its share of %s by less than %d of what chance would', (route, ofChance) => {
    const expected = MEASURED * (browse.mix[route] ?? 0);
    const counts = asked(route, SETTLED, SETTLED + MEASURED);
    const squares = counts.reduce((sum, count) => sum + (count - expected) ** 2, 0);
    expect(squares / counts.length).toBeLessThan(ofChance * expected);
  });

  it('has its share of sign-ins from the beginning', () => {
    const counts = asked('POST /sessions', 0, 100);
    const expected = 100 * (browse.mix['POST /sessions'] ?? 0);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(mean / expected).toBeGreaterThan(0.8);
    expect(mean / expected).toBeLessThan(1.5);
  });
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
    const session = alone(2);
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
    const session = alone(3);
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
    const session = alone(4);
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
