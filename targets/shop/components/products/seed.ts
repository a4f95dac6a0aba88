import { seedCategories, seedProducts } from '../../seed/catalogue.ts';
import type { SeedTable } from '../../seed/table.ts';
import { PRODUCTS_PER_CATEGORY } from '../../seed/world.ts';

export const productsSeed = (): readonly SeedTable[] => {
  const products = seedProducts();
  const levels = products.map((product) => [product.id, product.available]);
  return [
    {
      table: 'products.categories',
      columns: ['id', 'slug', 'name', 'product_count'],
      rows: seedCategories().map(({ id, slug, name }) => [id, slug, name, PRODUCTS_PER_CATEGORY]),
    },
    {
      table: 'products.products',
      columns: ['id', 'category_id', 'name', 'brand', 'description', 'price_cents'],
      rows: products.map((product) => [
        product.id,
        product.categoryId,
        product.name,
        product.brand,
        product.description,
        product.priceCents,
      ]),
    },
    { table: 'products.stock', columns: ['product_id', 'available'], rows: levels },
    { table: 'products.stock_changes', columns: ['product_id', 'change'], rows: levels },
  ];
};
