import { Type } from 'typebox';
import type { ShopServer } from '../../runtime/component.ts';
import { ShopError } from '../../runtime/error.ts';
import type { Catalogue } from './catalogue.ts';

const PAGE_SIZE = 24;

const Listed = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  brand: Type.String(),
  priceCents: Type.Integer(),
  inStock: Type.Boolean(),
});

const Detail = Type.Object({
  ...Listed.properties,
  description: Type.String(),
  category: Type.String(),
  available: Type.Integer(),
});

const Category = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  products: Type.Integer(),
});

export const productRoutes =
  (catalogue: Catalogue) =>
  (server: ShopServer): void => {
    server.get(
      '/categories',
      { schema: { response: { 200: Type.Object({ categories: Type.Array(Category) }) } } },
      async () => ({ categories: [...(await catalogue.categories())] }),
    );

    server.get(
      '/products',
      {
        schema: {
          querystring: Type.Object({
            category: Type.String({ maxLength: 64 }),
            page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
          }),
          response: {
            200: Type.Object({
              page: Type.Integer(),
              pages: Type.Integer(),
              products: Type.Array(Listed),
            }),
          },
        },
      },
      async ({ query: { category: slug, page } }) => {
        const category = await catalogue.category(slug);
        if (category === null) throw new ShopError('not_found', `there is no category ${slug}`);
        return {
          page,
          pages: Math.ceil(category.products / PAGE_SIZE),
          products: [...(await catalogue.page(category.id, PAGE_SIZE, (page - 1) * PAGE_SIZE))],
        };
      },
    );

    server.get(
      '/products/search',
      {
        schema: {
          querystring: Type.Object({ q: Type.String({ minLength: 1, maxLength: 100 }) }),
          response: { 200: Type.Object({ products: Type.Array(Listed) }) },
        },
      },
      async ({ query: { q } }) => ({ products: [...(await catalogue.search(q, PAGE_SIZE))] }),
    );

    server.get(
      '/products/:id',
      {
        schema: {
          params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
          response: { 200: Detail },
        },
      },
      async ({ params: { id } }) => {
        const product = await catalogue.byId(id);
        if (product === null) throw new ShopError('not_found', `there is no product ${id}`);
        return product;
      },
    );
  };
