import { defineComponent } from '../../runtime/component.ts';
import { catalogue } from './catalogue.ts';
import { productsContract } from './contract.ts';
import { productRoutes } from './routes.ts';
import { reservations } from './reservations.ts';
import { setLevels } from './stock.ts';
import { sweepReservations } from './sweeper.ts';

/** The catalogue and the stock. */
export const products = defineComponent({
  contract: productsContract,
  needs: {},
  start: ({ database }) => {
    const shelves = catalogue(database);
    const held = reservations(database);
    const briefs = async (ids: readonly number[]) => ({
      products: [...(await shelves.briefs(ids))],
    });
    return {
      service: {
        getMany: ({ ids }) => briefs(ids),
        reserve: async ({ orderId, lines, expiresAt }) => ({
          lines: [...(await held.reserve(orderId, lines, expiresAt))],
        }),
        confirm: ({ orderIds }) => held.confirm(orderIds),
        release: async ({ orderIds }) => {
          await held.release(orderIds);
          return {};
        },
        setPrices: async ({ prices }) => briefs(await shelves.setPrices(prices)),
        setStock: async ({ stock: levels }) => briefs(await setLevels(database, levels)),
        lowStock: async ({ limit }) => ({ products: [...(await shelves.lowStock(limit))] }),
      },
      routes: productRoutes(shelves),
      loops: [sweepReservations(held)],
    };
  },
});
