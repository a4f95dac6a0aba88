import { bundle } from '../../targets/images/bundle.ts';
import type { ImageRecipe } from '../../targets/target.ts';

/** The load agent and the server that it is calibrated against, each in one file on Node.js. */
export const agentImage: ImageRecipe = {
  name: 'agent',
  from: 'node',
  dockerfile: ['COPY agent.mjs known.mjs /app/', 'CMD ["node", "/app/agent.mjs"]'].join('\n'),
  context: async () => ({
    'agent.mjs': await bundle(new URL('./main.ts', import.meta.url)),
    'known.mjs': await bundle(new URL('./known/main.ts', import.meta.url)),
  }),
};
