import { defineComponent } from '../../runtime/component.ts';
import { ordersContract } from '../orders/contract.ts';
import { productsContract } from '../products/contract.ts';
import { usersContract } from '../users/contract.ts';
import { analyticsContract, type Revenue } from './contract.ts';
import { relayOutbox } from './relay.ts';
import { analyticsRoutes } from './routes.ts';
import { analyticsStore } from './store.ts';

/** Heavy reads over what was sold, a moment behind the orders. */
export const analytics = defineComponent({
  contract: analyticsContract,
  needs: { users: usersContract, products: productsContract, orders: ordersContract },
  start: ({ database, needs }) => {
    const store = analyticsStore(database);
    const revenue = async (days: number): Promise<Revenue> => ({
      staleMs: await store.staleMs(),
      days: [...(await store.revenue(days))],
    });
    return {
      service: { revenue: ({ days }) => revenue(days) },
      routes: analyticsRoutes(store, needs, revenue),
      loops: [relayOutbox(store, needs.orders)],
    };
  },
});
