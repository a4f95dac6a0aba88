import type { ComponentFactory } from '../runtime/host.ts';
import { admin } from './admin/admin.ts';
import { analytics } from './analytics/analytics.ts';
import { orders } from './orders/orders.ts';
import { products } from './products/products.ts';
import { users } from './users/users.ts';

/** The whole shop; which of it a process hosts is the process's configuration. */
export const components: ComponentFactory = ({ passwordCost }) => ({
  users: users(passwordCost),
  products,
  orders,
  admin,
  analytics,
});
