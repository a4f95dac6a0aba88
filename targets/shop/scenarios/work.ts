import type { Scenario } from '../../scenario.ts';
import { administrator, type Route } from './pages.ts';
import { mixOf, type Visits, visitSessions } from './visits.ts';

const REPORTS: readonly Route[] = ['GET /analytics/revenue', 'GET /analytics/top-sellers'];
/** Pairs of reports between signing in and out: a sign-in is dear, and is not what is to be varied. */
const PAIRS = 40;

/**
 * Product pages with a share of report pages, which cost many times the CPU: the sweep that asks how
 * much a split loses by the work of a request, as Blinowski et al. did with one light and one CPU-heavy
 * service (IEEE Access 10, 2022). No business route is made for it.
 * @param share of report pages, 0 to 1
 */
const workOf = (share: number): Visits => ({
  browsing: { 'GET /products/:id': 1 },
  errands:
    share === 0
      ? []
      : [
          {
            weight: 1,
            email: administrator,
            routes: [
              'POST /sessions',
              ...Array.from({ length: PAIRS }, () => REPORTS).flat(),
              'DELETE /sessions',
            ],
          },
        ],
  errandShare: share,
  errandPace: share,
});

const workScenario = (name: string, share: number, summary: string): Scenario => {
  const visits = workOf(share);
  return { name, summary, mix: mixOf(visits), sessions: visitSessions(visits) };
};

/** From the lightest request to the heaviest. */
export const WORK_SCENARIOS: Readonly<Record<string, Scenario>> = {
  light: workScenario('light', 0, 'product pages only: little work a request'),
  'mostly-light': workScenario('mostly-light', 0.05, 'product pages, every 20th page a report'),
  'half-heavy': workScenario('half-heavy', 0.3, 'product pages, three in ten pages a report'),
  heavy: workScenario('heavy', 1, 'report pages only: much work a request'),
};
