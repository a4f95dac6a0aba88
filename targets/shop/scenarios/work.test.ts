import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../harness/model/random.ts';
import type { Scenario } from '../../scenario.ts';
import { PAGES, type Route } from './pages.ts';
import { WORK_SCENARIOS } from './work.ts';

const routesOf = (scenario: Scenario, count: number): readonly string[] => {
  const session = scenario.sessions(seededRandom(1))(seededRandom(2));
  return Array.from({ length: count }, () => {
    const { route } = session.next();
    const body = route === 'POST /sessions' ? '{"token":"t"}' : '{}';
    session.answered({ status: PAGES[route as Route].status, body: () => body });
    return route;
  });
};

const reports = (mix: Readonly<Record<string, number>>): number =>
  (mix['GET /analytics/revenue'] ?? 0) + (mix['GET /analytics/top-sellers'] ?? 0);

describe.each(Object.values(WORK_SCENARIOS))('$name', (scenario) => {
  it('draws each route as often as its mix says', () => {
    const draws = 50_000;
    const routes = routesOf(scenario, draws);
    for (const [route, share] of Object.entries(scenario.mix)) {
      const seen = routes.filter((one) => one === route).length / draws;
      expect(Math.abs(seen - share), route).toBeLessThan(6 * Math.sqrt(share / draws) + 1e-9);
    }
  });

  it('has a mix that sums to 1', () => {
    const sum = Object.values(scenario.mix).reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 12);
  });
});

describe('the sweep of work per request', () => {
  it('goes from no report to almost nothing but reports', () => {
    const shares = Object.values(WORK_SCENARIOS).map(({ mix }) => reports(mix));
    expect(shares[0]).toBe(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.97);
  });

  it('signs in rarely: once in forty reports or more', () => {
    for (const { mix } of Object.values(WORK_SCENARIOS)) {
      expect(mix['POST /sessions'] ?? 0).toBeLessThanOrEqual(reports(mix) / 40);
    }
  });
});
