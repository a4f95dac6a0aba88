import { describe, expect, it } from 'vitest';
import { codeChange } from '../../targets/shop/codeChange.ts';
import { countCodeChange, COUNTED_BY } from './count.ts';
import { lostForeignKeys } from './foreignKeys.ts';

describe('what the split changed in the shop', () => {
  const counted = countCodeChange();

  it(`stands in targets/shop/codeChange.ts as it is counted; if not, run ${COUNTED_BY}`, () => {
    expect(codeChange).toEqual(counted.codeChange);
  });

  it('is counted over every statement of every component', () => {
    expect(counted.unreached).toEqual([]);
  });

  it('has the order that takes stock, with its way back, and none that writes in one component', () => {
    const { transactions } = counted.codeChange;
    expect(transactions).toContainEqual({
      operation: 'POST /orders',
      writesIn: ['products', 'orders'],
      steps: ['products.confirm', 'products.release', 'products.reserve'],
    });
    expect(transactions.map(({ operation }) => operation)).not.toContain('POST /users');
  });

  it('counts a check of who asks as a call of who checks, and as no join', () => {
    const { calls, joins } = counted.codeChange;
    // The three routes of orders, each by users' `signedIn`.
    expect(calls).toContainEqual({ from: 'orders', to: 'users', places: 3 });
    expect(calls.some(({ from }) => from === 'users')).toBe(false);
    expect(joins.map(({ operation }) => operation)).not.toContain('GET /orders');
    expect(joins).toContainEqual({ operation: 'GET /admin/orders', readsIn: ['users', 'orders'] });
  });
});

describe('lostForeignKeys', () => {
  const schemas = {
    users:
      'CREATE TABLE users.sessions (\n  account_id integer NOT NULL REFERENCES users.accounts\n);',
    orders: `CREATE TABLE orders.lines (
  order_id integer NOT NULL REFERENCES orders.orders,
  user_id integer NOT NULL,
  -- user_id, once more in words
  device_id integer
) WITH (fillfactor = 50);`,
  };

  it('are columns named after another component, that refer to no table', () => {
    expect(lostForeignKeys(schemas)).toEqual([{ column: 'orders.lines.user_id', to: 'users' }]);
  });
});
