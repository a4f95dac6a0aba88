import { Session } from 'node:inspector/promises';
import type { CpuProfile } from '../../target.ts';
import type { ShopServer } from './component.ts';
import { ShopError } from './error.ts';

/** V8's own default: a tenth of a core gives some 60 samples a second. What it costs is told against the trials. */
const SAMPLING_MICROS = 1_000;

/**
 * GET /runtime/profile/start and /runtime/profile/stop: V8's sampling profiler of this process. By GET,
 * as all that the harness asks from within the deployment's network; the balancer routes neither.
 */
export const profilingRoutes = (server: ShopServer): void => {
  const session = new Session();
  let recording = false;
  session.connect();
  server.addHook('onClose', async () => session.disconnect());

  server.get('/runtime/profile/start', async () => {
    if (recording) return { recording };
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROS });
    await session.post('Profiler.start');
    recording = true;
    return { recording };
  });

  server.get('/runtime/profile/stop', async (): Promise<CpuProfile> => {
    if (!recording)
      throw new ShopError('not_found', 'no profile is being recorded: start one first');
    recording = false;
    const { profile } = await session.post('Profiler.stop');
    return {
      nodes: profile.nodes.map(({ id, callFrame, hitCount, children }) => ({
        id,
        callFrame: {
          functionName: callFrame.functionName,
          url: callFrame.url,
          lineNumber: callFrame.lineNumber,
          columnNumber: callFrame.columnNumber,
        },
        ...(hitCount ? { hitCount } : {}),
        ...(children ? { children } : {}),
      })),
    };
  });
};
