import type { Scenario } from '../../scenario.ts';
import { administrator, someCustomer } from './pages.ts';
import { mixOf, type Visits, visitSessions } from './visits.ts';

/**
 * The shape is TPC-W's *browsing mix* (TPC Benchmark W 1.8: 95 % browse pages and 5 % order pages,
 * 0.69 % buy), with more orders and a back office than
 * TPC-W has, so that the routes that write are measured too. The weights are an assumption and
 * not a trace of any shop: what they decide can be seen by changing them here.
 * Popularity is Zipf with exponent 1, as in published traces of web requests (Breslau et al.,
 * INFOCOM 1999: exponents of 0.64 to 0.83; a shop's catalogue is more concentrated).
 */
const visits: Visits = {
  browsing: {
    'GET /products': 42,
    'GET /products/:id': 42,
    'GET /products/search': 9,
    'GET /categories': 7,
  },
  errands: [
    {
      weight: 80,
      email: someCustomer,
      routes: [
        'POST /sessions',
        'POST /orders',
        'GET /orders/:id',
        'GET /me',
        'POST /orders',
        'GET /orders',
        'DELETE /sessions',
      ],
    },
    {
      weight: 4,
      email: () => '',
      routes: ['POST /users', 'POST /sessions', 'POST /orders', 'GET /orders/:id'],
    },
    {
      weight: 16,
      email: administrator,
      routes: [
        'POST /sessions',
        'GET /admin/dashboard',
        'GET /admin/orders',
        'POST /admin/orders/:id/fulfil',
        'PUT /admin/products/:id/price',
        'PUT /admin/products/:id/stock',
        'GET /analytics/revenue',
        'GET /analytics/top-sellers',
        'DELETE /sessions',
      ],
    },
  ],
  errandShare: 0.0155,
  errandPace: 0.4,
};

export const browse: Scenario = {
  name: 'browse',
  summary:
    'a storefront: mostly listing and detail, some search, few orders, an odd back-office page',
  mix: mixOf(visits),
  sessions: visitSessions(visits),
};
