import { bundle } from '../../images/bundle.ts';
import { node } from '../../images/node.ts';
import type { ImageRecipe } from '../../target.ts';

/** All components in one file; the environment says which of them a container hosts. */
export const shop: ImageRecipe = {
  name: 'shop',
  from: node.name,
  dockerfile: ['COPY shop.mjs /app/shop.mjs', 'CMD ["node", "/app/shop.mjs"]'].join('\n'),
  context: async () => ({
    'shop.mjs': await bundle(new URL('../runtime/main.ts', import.meta.url)),
  }),
};
