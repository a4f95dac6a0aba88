import { defineComponent } from '../../runtime/component.ts';
import { analyticsContract } from '../analytics/contract.ts';
import { ordersContract } from '../orders/contract.ts';
import { productsContract } from '../products/contract.ts';
import { usersContract } from '../users/contract.ts';
import { auditLog } from './audit.ts';
import { adminContract } from './contract.ts';
import { adminRoutes } from './routes.ts';

export const adminNeeds = {
  users: usersContract,
  products: productsContract,
  orders: ordersContract,
  analytics: analyticsContract,
};

/** The back office: prices, stock, fulfilment, and a view over all of the shop. */
export const admin = defineComponent({
  contract: adminContract,
  needs: adminNeeds,
  start: ({ database, needs }) => ({
    service: {},
    routes: adminRoutes(auditLog(database), needs),
    loops: [],
  }),
});
