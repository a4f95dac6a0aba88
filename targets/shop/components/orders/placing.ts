import type { Call } from '../../runtime/call.ts';
import type { Service } from '../../runtime/contract.ts';
import { type ErrorCode, ShopError } from '../../runtime/error.ts';
import type { productsContract } from '../products/contract.ts';
import type { OpenOrder, OrderStore } from './store.ts';

export type Products = Pick<Service<typeof productsContract>, 'reserve' | 'confirm' | 'release'>;

export interface OrderRequest {
  readonly userId: number;
  /** The customer's name for this order: the same key is the same order. */
  readonly key: string;
  readonly lines: readonly { readonly productId: number; readonly quantity: number }[];
}

/** `created`: this attempt placed it, and no other did. */
export interface PlacedOrder {
  readonly orderId: number;
  readonly created: boolean;
}

/** Over `PUBLIC_DEADLINE_MS`, so that an attempt that is still waited for is not expired under it. */
const EXPIRY_SECONDS = 12;

/**
 * Places an order, whatever has become of earlier attempts under the same key: each step is guarded
 * by the status before it and can be taken twice. Who dies between two steps leaves the rest to the
 * next attempt or to the settler.
 */
export const placeOrder = async (
  store: OrderStore,
  products: Products,
  request: OrderRequest,
  call: Call,
): Promise<PlacedOrder> => {
  const lines = mergeLines(request.lines);
  const wanted = lines.map((line) => `${line.productId}x${line.quantity}`).join(' ');
  const order = await store.open(request.userId, request.key, wanted, EXPIRY_SECONDS);
  if (order.wanted !== wanted) {
    throw new ShopError('key_reused', 'this Idempotency-Key belongs to another order');
  }
  const created =
    order.status === 'pending' && (await reserveAndPlace(store, products, order, lines, call));
  const status = created ? 'placed' : await statusOf(store, products, request, order, call);
  if (status === 'placed') await confirm(store, products, order.id, call);
  return { orderId: order.id, created };
};

/** @returns false where another attempt was faster. */
const reserveAndPlace = async (
  store: OrderStore,
  products: Products,
  order: OpenOrder,
  lines: OrderRequest['lines'],
  call: Call,
): Promise<boolean> => {
  try {
    const reserved = await products.reserve(
      { orderId: order.id, lines: [...lines], expiresAt: order.expiresAt },
      call,
    );
    return await store.place(order.id, reserved.lines);
  } catch (error) {
    const refusal = error instanceof ShopError ? REFUSALS[error.code]?.(error) : undefined;
    if (refusal === undefined) throw error;
    await cancel(store, products, order.id, refusal, call);
    return false;
  }
};

/** The order came too late: its goods went back to the shelf before it was placed. */
export const EXPIRED = new ShopError('order_expired', 'the order took too long and was not placed');

/**
 * products' answers to the order, as the customer is told them; anything else may turn out well at
 * the next attempt.
 */
const REFUSALS: Partial<Record<ErrorCode, (error: ShopError) => ShopError>> = {
  out_of_stock: (error) => error,
  unknown_product: (error) => error,
  reservation_ended: () => EXPIRED,
};

const cancel = async (
  store: OrderStore,
  products: Products,
  orderId: number,
  refusal: ShopError,
  call: Call,
): Promise<void> => {
  // Where another attempt has placed it meanwhile, what is reserved is that attempt's.
  if (await store.startCancelling(orderId, refusal.toBody())) {
    await endCancelling(store, products, orderId, call);
  }
};

const endCancelling = async (
  store: OrderStore,
  products: Products,
  orderId: number,
  call: Call,
): Promise<void> => {
  // An attempt that is still at it may have reserved, or be about to.
  await products.release({ orderIds: [orderId] }, call);
  await store.endCancelling([orderId]);
};

/**
 * @throws {ShopError} why the order was cancelled, the same at each retry, and only once its goods are
 * back: whoever hears it may order anew at once.
 */
const statusOf = async (
  store: OrderStore,
  products: Products,
  request: OrderRequest,
  order: OpenOrder,
  call: Call,
): Promise<OpenOrder['status']> => {
  const now = order.status === 'pending' ? await store.byKey(request.userId, request.key) : order;
  if (now.status === 'pending') {
    await cancel(store, products, order.id, EXPIRED, call);
    throw EXPIRED;
  }
  if (now.status === 'cancelling') await endCancelling(store, products, order.id, call);
  if (now.refusal !== null) throw ShopError.fromBody(now.refusal);
  return now.status;
};

const confirm = async (
  store: OrderStore,
  products: Products,
  orderId: number,
  call: Call,
): Promise<void> => {
  const { ended } = await products.confirm({ orderIds: [orderId] }, call);
  if (ended.length > 0) {
    await store.withdraw(ended, GOODS_LOST.toBody());
    throw GOODS_LOST;
  }
  await store.confirm([orderId]);
};

/** Placed, but its reservation was released before it could be confirmed, and the goods are sold. */
export const GOODS_LOST = new ShopError(
  'order_expired',
  'the order could not be confirmed in time and its goods are sold',
);

/** One line a product, in the order of their ids: two ways to write an order are the same order. */
const mergeLines = (lines: OrderRequest['lines']): OrderRequest['lines'] => {
  const quantities = new Map<number, number>();
  for (const { productId, quantity } of lines) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return [...quantities]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((a, b) => a.productId - b.productId);
};
