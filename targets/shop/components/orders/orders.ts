import { defineComponent } from '../../runtime/component.ts';
import { productsContract } from '../products/contract.ts';
import { usersContract } from '../users/contract.ts';
import { ordersContract } from './contract.ts';
import { readOutbox } from './outbox.ts';
import { orderRoutes } from './routes.ts';
import { settleOrders } from './settling.ts';
import { orderStore } from './store.ts';
import { orderViews } from './views.ts';

const LIST_PAGE_SIZE = 25;

/** Taking orders. */
export const orders = defineComponent({
  contract: ordersContract,
  needs: { users: usersContract, products: productsContract },
  start: ({ database, needs }) => {
    const store = orderStore(database);
    const views = orderViews(database);
    return {
      service: {
        outbox: ({ after, limit }) => readOutbox(database, after, limit),
        list: async ({ status, page }) => ({
          orders: [...(await views.byStatus(status, LIST_PAGE_SIZE, (page - 1) * LIST_PAGE_SIZE))],
        }),
        fulfil: async ({ orderIds }) => {
          const fulfilled = await store.fulfil(orderIds);
          return { fulfilled, refused: orderIds.filter((id) => !fulfilled.includes(id)) };
        },
        summary: async () => ({
          byStatus: Object.fromEntries(
            (await views.countByStatus()).map((row) => [row.status, row.orders]),
          ),
        }),
      },
      routes: orderRoutes(store, views, needs),
      loops: [settleOrders(store, needs.products)],
    };
  },
});
