/** The load agent's process in its container: listens on PORT. */
import { SCENARIOS } from '../../targets/shop/scenarios/scenarios.ts';
import { plainGet } from './plainGet.ts';
import { createAgentServer } from './server.ts';

const server = createAgentServer({
  ...SCENARIOS,
  known: plainGet(new URL('http://known/')),
  'known-at-once': plainGet(new URL('http://known/at-once')),
});
server.listen(Number(process.env.PORT ?? 8090), () => console.log('agent listening'));
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
