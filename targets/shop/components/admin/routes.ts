import { Type } from 'typebox';
import type { Parts, ShopServer } from '../../runtime/component.ts';
import { ShopError } from '../../runtime/error.ts';
import { Revenue } from '../analytics/contract.ts';
import { Order, OrderStatus } from '../orders/contract.ts';
import { ProductBrief } from '../products/contract.ts';
import { signedInAdmin } from '../users/authorise.ts';
import type { AuditLog } from './audit.ts';
import type { adminNeeds } from './needs.ts';

const DASHBOARD_DAYS = 7;
const DASHBOARD_ROWS = 10;

const Id = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

const Dashboard = Type.Object({
  users: Type.Integer(),
  ordersByStatus: Type.Record(Type.String(), Type.Integer()),
  lowStock: Type.Array(ProductBrief),
  revenue: Revenue,
  latestActions: Type.Array(
    Type.Object({
      at: Type.String(),
      userId: Type.Integer(),
      action: Type.String(),
      subject: Type.Integer(),
    }),
  ),
});

const CustomerOrder = Type.Object({ ...Order.properties, customer: Type.String() });

export const adminRoutes =
  (audit: AuditLog, { users, products, orders, analytics }: Parts<typeof adminNeeds>['needs']) =>
  (server: ShopServer): void => {
    server.put(
      '/admin/products/:id/price',
      {
        schema: {
          params: Id,
          body: Type.Object({ priceCents: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
          response: { 200: ProductBrief },
        },
      },
      async (request) => {
        const user = await signedInAdmin(request, users);
        const { id: productId } = request.params;
        await audit.append(user.id, 'set-price', productId, request.body);
        const prices = [{ productId, priceCents: request.body.priceCents }];
        const changed = await products.setPrices({ prices }, request.call);
        return changed.products[0] ?? missing('product', productId);
      },
    );

    server.put(
      '/admin/products/:id/stock',
      {
        schema: {
          params: Id,
          body: Type.Object({ available: Type.Integer({ minimum: 0, maximum: 10_000_000 }) }),
          response: { 200: ProductBrief },
        },
      },
      async (request) => {
        const user = await signedInAdmin(request, users);
        const { id: productId } = request.params;
        await audit.append(user.id, 'set-stock', productId, request.body);
        const stock = [{ productId, available: request.body.available }];
        const changed = await products.setStock({ stock }, request.call);
        return changed.products[0] ?? missing('product', productId);
      },
    );

    server.get(
      '/admin/orders',
      {
        schema: {
          querystring: Type.Object({
            status: OrderStatus,
            page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
          }),
          response: {
            200: Type.Object({ page: Type.Integer(), orders: Type.Array(CustomerOrder) }),
          },
        },
      },
      async (request) => {
        await signedInAdmin(request, users);
        const { status, page } = request.query;
        const listed = await orders.list({ status, page }, request.call);
        const ids = [...new Set(listed.orders.map((order) => order.userId))];
        const customers = await users.getMany({ ids }, request.call);
        const emails = new Map(customers.users.map((user) => [user.id, user.email]));
        return {
          page,
          orders: listed.orders.map((order) => ({
            ...order,
            customer: emails.get(order.userId) ?? '',
          })),
        };
      },
    );

    server.post(
      '/admin/orders/:id/fulfil',
      {
        schema: {
          params: Id,
          response: { 200: Type.Object({ id: Type.Integer(), status: Type.Literal('fulfilled') }) },
        },
      },
      async (request) => {
        const user = await signedInAdmin(request, users);
        const { id } = request.params;
        await audit.append(user.id, 'fulfil', id, {});
        const { refused } = await orders.fulfil({ orderIds: [id] }, request.call);
        if (refused.length > 0) {
          throw new ShopError('wrong_status', `order ${id} is not there to be fulfilled`);
        }
        return { id, status: 'fulfilled' as const };
      },
    );

    server.get(
      '/admin/dashboard',
      { schema: { response: { 200: Dashboard } } },
      async (request) => {
        await signedInAdmin(request, users);
        const { call } = request;
        const [counted, summary, low, revenue, latestActions] = await Promise.all([
          users.count({}, call),
          orders.summary({}, call),
          products.lowStock({ limit: DASHBOARD_ROWS }, call),
          analytics.revenue({ days: DASHBOARD_DAYS }, call),
          audit.latest(DASHBOARD_ROWS),
        ]);
        return {
          users: counted.users,
          ordersByStatus: summary.byStatus,
          lowStock: low.products,
          revenue,
          latestActions: [...latestActions],
        };
      },
    );
  };

const missing = (what: string, id: number): never => {
  throw new ShopError('not_found', `there is no ${what} ${id}`);
};
