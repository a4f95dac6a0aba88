import { bundleWithMap } from '../../images/bundle.ts';
import { node } from '../../images/node.ts';
import type { ImageRecipe } from '../../target.ts';

/** All components in one file; the environment says which of them a container hosts. */
export const shop: ImageRecipe = {
  name: 'shop',
  from: node.name,
  dockerfile: ['COPY shop.mjs shop.mjs.map /app/', 'CMD ["node", "/app/shop.mjs"]'].join('\n'),
  context: async () => {
    const { code, map } = await bundleWithMap(new URL('../runtime/main.ts', import.meta.url));
    return { 'shop.mjs': code, 'shop.mjs.map': map };
  },
};
