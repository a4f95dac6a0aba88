import { Type } from 'typebox';
import { defineContract } from '../../runtime/contract.ts';

export const OrderStatus = Type.Union([
  Type.Literal('pending'),
  Type.Literal('placed'),
  Type.Literal('confirmed'),
  Type.Literal('fulfilled'),
  Type.Literal('cancelling'),
  Type.Literal('cancelled'),
]);

export type OrderStatus = Type.Static<typeof OrderStatus>;

const OrderLine = Type.Object({
  productId: Type.Integer(),
  name: Type.String(),
  quantity: Type.Integer(),
  priceCents: Type.Integer(),
});

export const Order = Type.Object({
  id: Type.Integer(),
  userId: Type.Integer(),
  status: OrderStatus,
  totalCents: Type.Integer(),
  placedAt: Type.Union([Type.String(), Type.Null()]),
  lines: Type.Array(OrderLine),
});

export type Order = Type.Static<typeof Order>;

const OrderIds = Type.Array(Type.Integer());

/** What happened to an order, told once and in order. */
export const OrderEvent = Type.Union([
  Type.Object({
    kind: Type.Literal('placed'),
    orderId: Type.Integer(),
    placedAt: Type.String(),
    lines: Type.Array(OrderLine),
  }),
  Type.Object({ kind: Type.Literal('cancelled'), orderId: Type.Integer() }),
]);

export type OrderEvent = Type.Static<typeof OrderEvent>;

/** Where a reader of the outbox starts. */
export const OUTBOX_START = '0-0';

export const ordersContract = defineContract({
  name: 'orders',
  paths: ['/orders'],
  methods: {
    /** Events after a position; `complete` where there are no more at the moment. */
    outbox: {
      input: Type.Object({ after: Type.String(), limit: Type.Integer() }),
      output: Type.Object({
        events: Type.Array(OrderEvent),
        position: Type.String(),
        complete: Type.Boolean(),
      }),
    },
    /** Newest first; 25 a page. */
    list: {
      input: Type.Object({ status: OrderStatus, page: Type.Integer() }),
      output: Type.Object({ orders: Type.Array(Order) }),
    },
    /** Confirmed orders become fulfilled. Idempotent. `refused`: unknown, or not confirmed. */
    fulfil: {
      input: Type.Object({ orderIds: OrderIds }),
      output: Type.Object({ fulfilled: OrderIds, refused: OrderIds }),
    },
    /** How many orders there are in each status that any is in. */
    summary: {
      input: Type.Object({}),
      output: Type.Object({ byStatus: Type.Record(Type.String(), Type.Integer()) }),
    },
  },
});
