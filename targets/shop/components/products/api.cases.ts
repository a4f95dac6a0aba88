import { describe, expect, it } from 'vitest';
import type { Client } from '../../client.ts';
import { seedProducts } from '../../seed/catalogue.ts';
import { CATEGORY_COUNT, CATEGORY_SLUGS, PRODUCTS_PER_CATEGORY } from '../../seed/world.ts';

interface Listed {
  readonly id: number;
  readonly name: string;
}
interface Page {
  readonly page: number;
  readonly pages: number;
  readonly products: readonly Listed[];
}

/** Reads of the catalogue; they hold on freshly seeded data whatever else is there or not. */
export const productCases = (client: () => Client): void => {
  describe('products', () => {
    const seeded = seedProducts();
    const slug = CATEGORY_SLUGS[3] ?? '';

    const path = (page: number) => `/products?category=${slug}&page=${page}`;

    it('lists the categories', async () => {
      const answer = await client().send<{ categories: readonly unknown[] }>('GET', '/categories');
      expect(answer.status).toBe(200);
      expect(answer.body.categories).toHaveLength(CATEGORY_COUNT);
      expect(answer.body.categories[3]).toEqual({
        slug,
        name: 'Home Outlet',
        products: PRODUCTS_PER_CATEGORY,
      });
    });

    it('pages through a category, each product once', async () => {
      const first = await client().send<Page>('GET', path(1));
      expect(first.status).toBe(200);
      expect(first.body).toMatchObject({ page: 1, pages: 21 });
      const pages = await Promise.all(
        Array.from({ length: first.body.pages }, (_, index) =>
          client().send<Page>('GET', path(index + 1)),
        ),
      );
      const ids = pages.flatMap((page) => page.body.products.map((product) => product.id));
      expect(ids).toEqual(
        seeded.filter((product) => product.categoryId === 4).map((product) => product.id),
      );
    });

    it('starts with the first page and ends with an empty one', async () => {
      const unpaged = await client().send<Page>('GET', `/products?category=${slug}`);
      const first = await client().send<Page>('GET', `/products?category=${slug}&page=1`);
      expect(unpaged.body).toEqual(first.body);
      const beyond = await client().send<Page>('GET', `/products?category=${slug}&page=22`);
      expect([beyond.status, beyond.body]).toEqual([200, { page: 22, pages: 21, products: [] }]);
    });

    it('finds by words, all of them', async () => {
      const answer = await client().send<Page>('GET', '/products/search?q=bamboo%20LAMP');
      expect(answer.status).toBe(200);
      expect(answer.body.products).toHaveLength(24);
      const expected = seeded
        .filter(({ name, brand }) => /bamboo/i.test(name) && /\blamp\b/i.test(`${name} ${brand}`))
        .slice(0, 24)
        .map(({ id }) => id);
      expect(answer.body.products.map((product) => product.id)).toEqual(expected);
    });

    it.each(['zeppelin', "'; DROP TABLE products.products; --", '& | !'])(
      'finds nothing for %s',
      async (words) => {
        const answer = await client().send(
          'GET',
          `/products/search?q=${encodeURIComponent(words)}`,
        );
        expect([answer.status, answer.body]).toEqual([200, { products: [] }]);
      },
    );

    it('shows one in detail', async () => {
      const answer = await client().send('GET', '/products/1234');
      const { name, brand, priceCents, description, available } = seeded[1233] ?? {};
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          id: 1234,
          name,
          brand,
          priceCents,
          description,
          available,
          inStock: true,
          category: CATEGORY_SLUGS[1233 % CATEGORY_COUNT],
        },
      ]);
    });

    it.each([
      ['/products/20001', 404, 'there is no product 20001'],
      ['/products?category=nowhere', 404, 'there is no category nowhere'],
    ])('GET %s is %i', async (path, status, message) => {
      const answer = await client().send('GET', path);
      expect([answer.status, answer.body]).toEqual([
        status,
        { error: { code: 'not_found', message } },
      ]);
    });

    it.each([
      '/products',
      '/products/abc',
      '/products/0',
      '/products/search?q=',
      '/products/99999999999',
      `/products?category=${slug}&page=0`,
    ])('GET %s is refused', async (path) => {
      const answer = await client().send('GET', path);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code: 'invalid_request' } });
    });
  });
};
