import type { CodeChange } from '../../harness/model/codeChange.ts';

/** Written by `node --import tsx scripts/count-code-change.ts`; a test fails where it is out of date. */
export const codeChange: CodeChange = {
  countedBy: 'node --import tsx scripts/count-code-change.ts',
  calls: [
    { from: 'orders', to: 'users', places: 3 },
    { from: 'orders', to: 'products', places: 5 },
    { from: 'admin', to: 'users', places: 7 },
    { from: 'admin', to: 'products', places: 3 },
    { from: 'admin', to: 'orders', places: 3 },
    { from: 'admin', to: 'analytics', places: 1 },
    { from: 'analytics', to: 'users', places: 2 },
    { from: 'analytics', to: 'products', places: 1 },
    { from: 'analytics', to: 'orders', places: 1 },
  ],
  transactions: [
    {
      operation: 'PUT /admin/products/:id/price',
      writesIn: ['products', 'admin'],
      steps: ['products.setPrices'],
    },
    {
      operation: 'PUT /admin/products/:id/stock',
      writesIn: ['products', 'admin'],
      steps: ['products.setStock'],
    },
    {
      operation: 'POST /admin/orders/:id/fulfil',
      writesIn: ['orders', 'admin'],
      steps: ['orders.fulfil'],
    },
    {
      operation: 'POST /orders',
      writesIn: ['products', 'orders'],
      steps: ['products.confirm', 'products.release', 'products.reserve'],
    },
  ],
  settlers: [
    { name: 'analytics.relayOutbox', touches: ['orders', 'analytics'] },
    { name: 'orders.settleOrders', touches: ['products', 'orders'] },
  ],
  joins: [
    { operation: 'GET /admin/orders', readsIn: ['users', 'orders'] },
    {
      operation: 'GET /admin/dashboard',
      readsIn: ['users', 'products', 'orders', 'admin', 'analytics'],
    },
    { operation: 'GET /analytics/top-sellers', readsIn: ['products', 'analytics'] },
  ],
  foreignKeys: [
    { column: 'products.reservations.order_id', to: 'orders' },
    { column: 'orders.orders.user_id', to: 'users' },
    { column: 'orders.lines.product_id', to: 'products' },
    { column: 'admin.audit_log.user_id', to: 'users' },
    { column: 'analytics.facts.order_id', to: 'orders' },
    { column: 'analytics.facts.product_id', to: 'products' },
  ],
};
