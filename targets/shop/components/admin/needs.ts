import { analyticsContract } from '../analytics/contract.ts';
import { ordersContract } from '../orders/contract.ts';
import { productsContract } from '../products/contract.ts';
import { usersContract } from '../users/contract.ts';

/** The services that the back office asks. */
export const adminNeeds = {
  users: usersContract,
  products: productsContract,
  orders: ordersContract,
  analytics: analyticsContract,
};
