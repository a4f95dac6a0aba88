import { Type } from 'typebox';
import type { ShopServer } from '../../runtime/component.ts';
import type { Service } from '../../runtime/contract.ts';
import type { productsContract } from '../products/contract.ts';
import { signedInAdmin } from '../users/authorise.ts';
import type { usersContract } from '../users/contract.ts';
import { LONGEST_DAYS, Revenue } from './contract.ts';
import type { AnalyticsStore } from './store.ts';

const TOP = 20;

const Period = Type.Object({
  days: Type.Integer({ minimum: 1, maximum: LONGEST_DAYS, default: 30 }),
});

const TopSellers = Type.Object({
  staleMs: Type.Integer(),
  products: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      pieces: Type.Integer(),
      revenueCents: Type.Integer(),
    }),
  ),
});

export const analyticsRoutes =
  (
    store: AnalyticsStore,
    needs: { users: Service<typeof usersContract>; products: Service<typeof productsContract> },
    revenue: (days: number) => Promise<Revenue>,
  ) =>
  (server: ShopServer): void => {
    server.get(
      '/analytics/revenue',
      { schema: { querystring: Period, response: { 200: Revenue } } },
      async (request) => {
        await signedInAdmin(request, needs.users);
        return revenue(request.query.days);
      },
    );

    server.get(
      '/analytics/top-sellers',
      { schema: { querystring: Period, response: { 200: TopSellers } } },
      async (request) => {
        await signedInAdmin(request, needs.users);
        const sellers = await store.topSellers(request.query.days, TOP);
        const ids = sellers.map((seller) => seller.productId);
        const { products } = await needs.products.getMany({ ids }, request.call);
        const names = new Map(products.map((product) => [product.id, product.name]));
        return {
          staleMs: await store.staleMs(),
          products: sellers.map(({ productId, pieces, revenueCents }) => ({
            id: productId,
            name: names.get(productId) ?? '',
            pieces,
            revenueCents,
          })),
        };
      },
    );
  };
