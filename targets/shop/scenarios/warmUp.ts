import type { Scenario } from '../../scenario.ts';
import { administrator, type Route, someCustomer } from './pages.ts';
import { mixOf, type Visits, visitSessions } from './visits.ts';

const repeated = (times: number, routes: readonly Route[]): readonly Route[] =>
  Array.from({ length: times }, () => routes).flat();

/**
 * Every route often enough for its code to be compiled, the cheap ones not much more than the dear.
 * Sign-ins stay rare, one in a long errand: their CPU goes to scrypt's native code, which no JIT
 * makes faster, and the CPU of a warm-up is what is counted.
 */
const visits: Visits = {
  browsing: {
    'GET /products': 1,
    'GET /products/:id': 1,
    'GET /products/search': 1,
    'GET /categories': 1,
  },
  errands: [
    {
      weight: 8,
      email: someCustomer,
      routes: [
        'POST /sessions',
        ...repeated(8, ['POST /orders', 'GET /orders/:id', 'GET /me', 'GET /orders']),
        'DELETE /sessions',
      ],
    },
    { weight: 1, email: () => '', routes: ['POST /users', 'POST /sessions', 'GET /me'] },
    {
      weight: 8,
      email: administrator,
      routes: [
        'POST /sessions',
        ...repeated(4, [
          'GET /admin/dashboard',
          'GET /admin/orders',
          'POST /admin/orders/:id/fulfil',
          'PUT /admin/products/:id/price',
          'PUT /admin/products/:id/stock',
          'GET /analytics/revenue',
          'GET /analytics/top-sellers',
        ]),
        'DELETE /sessions',
      ],
    },
  ],
  errandShare: 0.1,
  errandPace: 0.6,
};

export const warmUp: Scenario = {
  name: 'warm-up',
  summary: 'every route more evenly than any visitor would, so that each is warm',
  mix: mixOf(visits),
  sessions: visitSessions(visits),
};
