import { bundle } from '../../targets/images/bundle.ts';
import type { ImageRecipe } from '../../targets/target.ts';

/** The load agent in one file on Node.js. */
export const agentImage: ImageRecipe = {
  name: 'agent',
  from: 'node',
  dockerfile: ['COPY agent.mjs /app/agent.mjs', 'CMD ["node", "/app/agent.mjs"]'].join('\n'),
  context: async () => ({ 'agent.mjs': await bundle(new URL('./main.ts', import.meta.url)) }),
};
