import { once } from './once.ts';
import { seededRandom } from '../../../harness/model/random.ts';
import { between, pick } from './random.ts';
import {
  ADJECTIVES,
  CATEGORY_COUNT,
  CATEGORY_SLUGS,
  MATERIALS,
  NOUNS,
  PRODUCT_COUNT,
} from './world.ts';

export interface SeedProduct {
  readonly id: number;
  /** 1 to `CATEGORY_COUNT`. */
  readonly categoryId: number;
  readonly name: string;
  readonly brand: string;
  readonly description: string;
  readonly priceCents: number;
  readonly available: number;
}

const SEED = 20_260_630;
/** More of each than hours of load would sell. */
const LEAST_STOCK = 50_000;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** All products, in the order of their ids. The lower the id, the more popular. */
export const seedProducts = once((): readonly SeedProduct[] => {
  const random = seededRandom(SEED);
  return Array.from({ length: PRODUCT_COUNT }, (_, index) => {
    const id = index + 1;
    const adjective = pick(random, ADJECTIVES);
    const material = pick(random, MATERIALS);
    const noun = pick(random, NOUNS);
    const brand = `${capital(pick(random, ADJECTIVES))} & ${capital(pick(random, NOUNS))}`;
    return {
      id,
      categoryId: (index % CATEGORY_COUNT) + 1,
      name: `${capital(adjective)} ${material} ${noun} ${id}`,
      brand,
      description:
        `A ${adjective} ${noun} of ${material}, made by ${brand}. ` +
        `${between(random, 10, 90)} cm wide, ${between(random, 1, 40) / 4} kg. ` +
        'Ships within two days and may be returned within thirty.',
      priceCents: between(random, 199, 19_999),
      available: LEAST_STOCK + between(random, 0, 9_999),
    };
  });
});

export const seedCategories = (): readonly { id: number; slug: string; name: string }[] =>
  CATEGORY_SLUGS.map((slug, index) => ({
    id: index + 1,
    slug,
    name: slug.split('-').map(capital).join(' '),
  }));
