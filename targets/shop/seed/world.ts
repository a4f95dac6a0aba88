/** The seeded shop in figures and names: all that a scenario needs to know of it. */

export const PRODUCT_COUNT = 20_000;
export const CATEGORY_COUNT = 40;
export const USER_COUNT = 2_000;
export const ORDER_COUNT = 20_000;
/** Seeded orders lie on this many days, the last of which is `BOOKS_CLOSE`. */
export const HISTORY_DAYS = 90;
/** Reports count their days back from here, on whatever day they are read. */
export const BOOKS_CLOSE = '2026-06-30';

/** Everyone's password. */
export const PASSWORD = 'plateau-shop';
export const ADMIN_EMAIL = 'admin@shop.test';

/** @param user 1 to `USER_COUNT`, which is also the account's id. */
export const userEmail = (user: number): string => `user${user}@shop.test`;

const DEPARTMENTS = ['home', 'garden', 'kitchen', 'office', 'sport', 'travel', 'music', 'craft'];
const KINDS = ['basics', 'classics', 'premium', 'outlet', 'new'];

/** Product `id` is in category `(id - 1) % CATEGORY_COUNT`, so that popular ids are in all of them. */
export const CATEGORY_SLUGS: readonly string[] = DEPARTMENTS.flatMap((department) =>
  KINDS.map((kind) => `${department}-${kind}`),
);

export const PRODUCTS_PER_CATEGORY = PRODUCT_COUNT / CATEGORY_COUNT;

/** Every product's name is one of each, and a number. */
export const ADJECTIVES: readonly string[] =
  'amber bold calm coral crisp dapper early fine gentle grand happy ivory jolly keen light lucky merry misty noble olive proud quick quiet rapid royal ruby rustic sage sharp silver smooth solid sunny swift tidy urban vivid warm wild young'.split(
    ' ',
  );
export const MATERIALS: readonly string[] =
  'bamboo birch brass canvas cedar clay copper cotton felt glass granite iron leather linen marble oak paper steel walnut wool'.split(
    ' ',
  );
export const NOUNS: readonly string[] =
  'basket bench blanket board bottle bowl box brush bucket candle chair clock cup desk drum flask frame grill hammer hook jug kettle knife ladder lamp mat mirror mug pan pillow plate rack rug scale shelf spoon stool table tray vase'.split(
    ' ',
  );
