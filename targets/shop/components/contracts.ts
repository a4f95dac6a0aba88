import type { ComponentName, Contract } from '../runtime/contract.ts';
import { adminContract } from './admin/contract.ts';
import { analyticsContract } from './analytics/contract.ts';
import { ordersContract } from './orders/contract.ts';
import { productsContract } from './products/contract.ts';
import { usersContract } from './users/contract.ts';

/** What each component offers, and which public paths are its own. */
export const CONTRACTS: Readonly<Record<ComponentName, Contract>> = {
  users: usersContract,
  products: productsContract,
  orders: ordersContract,
  admin: adminContract,
  analytics: analyticsContract,
};
