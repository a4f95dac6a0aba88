import { afterAll, describe, expect, it } from 'vitest';
import type { CpuProfile } from '../../target.ts';
import { profilingRoutes } from './profiling.ts';
import { createServer } from './server.ts';

const server = createServer(() => undefined);
profilingRoutes(server);
afterAll(() => server.close());

const burn = (): number => {
  const until = performance.now() + 100;
  let sum = 0;
  while (performance.now() < until) sum += Math.sqrt(sum + 1);
  return sum;
};

const profileAfter = async (work: () => unknown): Promise<CpuProfile> => {
  await server.inject('/runtime/profile/start');
  work();
  return (await server.inject('/runtime/profile/stop')).json<CpuProfile>();
};

const samplesIn = ({ nodes }: CpuProfile, name: string): number =>
  nodes
    .filter(({ callFrame }) => callFrame.functionName === name)
    .reduce((sum, { hitCount = 0 }) => sum + hitCount, 0);

describe('the profiler of a process', () => {
  it('sees what took the CPU between start and stop, and that alone', async () => {
    const busy = await profileAfter(burn);
    expect(samplesIn(busy, 'burn')).toBeGreaterThan(20);
    expect(busy.nodes.find(({ callFrame }) => callFrame.functionName === 'burn')).toMatchObject({
      callFrame: { url: expect.stringContaining('profiling.test.ts') },
    });
    expect(samplesIn(await profileAfter(() => undefined), 'burn')).toBe(0);
  });

  it('goes on when it is started twice', async () => {
    await server.inject('/runtime/profile/start');
    expect((await server.inject('/runtime/profile/start')).json()).toEqual({ recording: true });
    expect((await server.inject('/runtime/profile/stop')).statusCode).toBe(200);
  });

  it('has nothing to say when it was not started', async () => {
    const answer = await server.inject('/runtime/profile/stop');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ error: { message: expect.stringContaining('start') } });
  });
});
