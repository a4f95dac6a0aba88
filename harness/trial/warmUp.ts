import type { Agent } from '../load/agent.ts';
import type { Deployment } from '../engine/engine.ts';
import type { Experiment } from '../model/experiment.ts';
import { containersOf } from '../model/plan.ts';

const CHUNK_SECONDS = 1;
/** Enough for every replica to have work, few enough to leave the machine's CPU to the nodes. */
const CONNECTIONS_PER_NODE = 4;

/**
 * Loads every route without CPU limits until each application container has used the CPU that its
 * JIT needs: under a quota of 0.1 core that would take minutes, and a cold node measures a third.
 */
export const warmUp = async (
  deployment: Deployment,
  agent: Agent,
  { timing, seed }: Experiment,
  signal: AbortSignal,
): Promise<void> => {
  const apps = containersOf(deployment.plan).filter((container) => container.role === 'app');
  const startedMs = performance.now();
  for (let chunk = 0; ; chunk += 1) {
    await agent.drive(
      {
        baseUrl: deployment.internalUrl,
        scenario: 'warm-up',
        seed: seed + chunk,
        model: { kind: 'closed', connections: CONNECTIONS_PER_NODE * apps.length },
        settleSeconds: 0,
        measureSeconds: CHUNK_SECONDS,
        timeoutMs: timing.requestTimeoutMs,
      },
      signal,
    );
    const usage = await deployment.usage();
    const coldest = Math.min(
      ...apps.map(
        ({ name }) => usage.find((reading) => reading.container === name)?.cpuSeconds ?? 0,
      ),
    );
    if (coldest >= timing.warmUpCpuSecondsPerNode) return;
    if (performance.now() - startedMs > timing.warmUpMaxSeconds * 1_000) return;
  }
};
