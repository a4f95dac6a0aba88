import { Type } from 'typebox';
import { defineContract } from '../../runtime/contract.ts';

export const ProductBrief = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  priceCents: Type.Integer(),
  available: Type.Integer(),
});

export type ProductBrief = Type.Static<typeof ProductBrief>;

export const ReservedLine = Type.Object({
  productId: Type.Integer(),
  name: Type.String(),
  quantity: Type.Integer(),
  priceCents: Type.Integer(),
});

export type ReservedLine = Type.Static<typeof ReservedLine>;

const OrderIds = Type.Array(Type.Integer());
const Products = Type.Object({ products: Type.Array(ProductBrief) });

export const productsContract = defineContract({
  name: 'products',
  paths: ['/categories', '/products'],
  methods: {
    /** Those of the ids that exist, in no order. */
    getMany: { input: Type.Object({ ids: Type.Array(Type.Integer()) }), output: Products },
    /**
     * Takes all lines from stock, or none, at today's prices. Idempotent by order. Each product at most once.
     * Rejects with `out_of_stock` or `unknown_product` (details: `productIds`), or with
     * `reservation_ended` where the order's reservation expired or was released before.
     */
    reserve: {
      input: Type.Object({
        orderId: Type.Integer(),
        lines: Type.Array(Type.Object({ productId: Type.Integer(), quantity: Type.Integer() })),
        expiresAt: Type.String(),
      }),
      output: Type.Object({ lines: Type.Array(ReservedLine) }),
    },
    /**
     * Makes reservations sales. Idempotent. `ended`: those released before whose goods were sold to
     * others since; such an order cannot be kept.
     */
    confirm: {
      input: Type.Object({ orderIds: OrderIds }),
      output: Type.Object({ confirmed: OrderIds, ended: OrderIds }),
    },
    /** Gives back what is reserved and not confirmed; a reservation that comes later is refused. Idempotent. */
    release: { input: Type.Object({ orderIds: OrderIds }), output: Type.Object({}) },
    /** Answers with those changed; unknown ids are left out. */
    setPrices: {
      input: Type.Object({
        prices: Type.Array(Type.Object({ productId: Type.Integer(), priceCents: Type.Integer() })),
      }),
      output: Products,
    },
    /** Sets what is free to sell, and books the difference. Unknown ids are left out. */
    setStock: {
      input: Type.Object({
        stock: Type.Array(Type.Object({ productId: Type.Integer(), available: Type.Integer() })),
      }),
      output: Products,
    },
    /** Least available first. */
    lowStock: { input: Type.Object({ limit: Type.Integer() }), output: Products },
  },
});
