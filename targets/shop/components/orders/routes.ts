import { Type } from 'typebox';
import type { ShopServer } from '../../runtime/component.ts';
import type { Service } from '../../runtime/contract.ts';
import { ShopError } from '../../runtime/error.ts';
import { signedIn } from '../users/authorise.ts';
import type { usersContract } from '../users/contract.ts';
import { Order } from './contract.ts';
import { placeOrder, type Products } from './placing.ts';
import type { OrderStore } from './store.ts';
import type { OrderViews } from './views.ts';

const HISTORY_PAGE_SIZE = 10;
const MOST_LINES = 20;
const MOST_PIECES = 99;

const OrderBody = Type.Object({
  lines: Type.Array(
    Type.Object({
      productId: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
      quantity: Type.Integer({ minimum: 1, maximum: MOST_PIECES }),
    }),
    { minItems: 1, maxItems: MOST_LINES },
  ),
});

export const orderRoutes =
  (
    store: OrderStore,
    views: OrderViews,
    needs: { users: Service<typeof usersContract>; products: Products },
  ) =>
  (server: ShopServer): void => {
    server.post(
      '/orders',
      {
        schema: {
          headers: Type.Object({
            'idempotency-key': Type.String({ minLength: 1, maxLength: 64 }),
          }),
          body: OrderBody,
          response: { 200: Order, 201: Order },
        },
      },
      async (request, reply) => {
        const user = await signedIn(request, needs.users);
        const key = request.headers['idempotency-key'];
        const { orderId, created } = await placeOrder(
          store,
          needs.products,
          { userId: user.id, key, lines: request.body.lines },
          request.call,
        );
        return reply.code(created ? 201 : 200).send(await orderOf(views, orderId, user.id));
      },
    );

    server.get(
      '/orders',
      {
        schema: {
          querystring: Type.Object({
            page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
          }),
          response: { 200: Type.Object({ page: Type.Integer(), orders: Type.Array(Order) }) },
        },
      },
      async (request) => {
        const user = await signedIn(request, needs.users);
        const { page } = request.query;
        const offset = (page - 1) * HISTORY_PAGE_SIZE;
        return { page, orders: [...(await views.history(user.id, HISTORY_PAGE_SIZE, offset))] };
      },
    );

    server.get(
      '/orders/:id',
      {
        schema: {
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
          response: { 200: Order },
        },
      },
      async (request) => {
        const user = await signedIn(request, needs.users);
        return orderOf(views, request.params.id, user.id);
      },
    );
  };

/** @throws {ShopError} `not_found` for others' orders too, so that ids tell nothing. */
const orderOf = async (views: OrderViews, id: number, userId: number): Promise<Order> => {
  const order = await views.ofUser(id, userId);
  if (order === null) throw new ShopError('not_found', `you have no order ${id}`);
  return order;
};
