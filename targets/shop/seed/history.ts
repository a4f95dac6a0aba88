import { seedProducts } from './catalogue.ts';
import { once } from './once.ts';
import { seededRandom } from '../../../harness/model/random.ts';
import { between, zipf } from './random.ts';
import { BOOKS_CLOSE, HISTORY_DAYS, ORDER_COUNT, PRODUCT_COUNT, USER_COUNT } from './world.ts';

export interface SeedLine {
  readonly productId: number;
  readonly name: string;
  readonly quantity: number;
  readonly priceCents: number;
}

export interface SeedOrder {
  readonly id: number;
  readonly userId: number;
  readonly status: 'confirmed' | 'fulfilled';
  /** ISO 8601, UTC; rises with the id. */
  readonly placedAt: string;
  readonly lines: readonly SeedLine[];
}

const SEED = 902_026;
const DAY_MS = 86_400_000;
/** Mean lines an order: 2.25. */
const LINE_COUNTS = [1, 1, 2, 2, 2, 3, 3, 4];
const OPEN_DAYS = 3;

/** The orders that the shop had before it is loaded, oldest first. */
export const seedOrders = once((): readonly SeedOrder[] => {
  const random = seededRandom(SEED);
  const products = seedProducts();
  const endMs = Date.parse(`${BOOKS_CLOSE}T00:00:00Z`) + DAY_MS;
  const spanMs = HISTORY_DAYS * DAY_MS;
  return Array.from({ length: ORDER_COUNT }, (_, index) => {
    const placedMs = endMs - spanMs + Math.floor(((index + random()) / ORDER_COUNT) * spanMs);
    const count = LINE_COUNTS[between(random, 0, LINE_COUNTS.length - 1)] ?? 1;
    const productIds = new Set<number>();
    while (productIds.size < count) productIds.add(zipf(random, PRODUCT_COUNT));
    return {
      id: index + 1,
      userId: between(random, 1, USER_COUNT),
      status: placedMs < endMs - OPEN_DAYS * DAY_MS ? 'fulfilled' : 'confirmed',
      placedAt: new Date(placedMs).toISOString(),
      lines: [...productIds].map((productId) => {
        const product = products[productId - 1];
        if (product === undefined) throw new RangeError(`there is no product ${productId}`);
        return {
          productId,
          name: product.name,
          quantity: between(random, 1, 3),
          priceCents: product.priceCents,
        };
      }),
    };
  });
});
