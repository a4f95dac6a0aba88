import type { Engine, ImageIndex } from '../engine/engine.ts';
import { connectAgent, connectReader } from '../load/client.ts';
import type { Budget } from '../model/budget.ts';
import type { Calibration } from '../model/calibration.ts';
import { decodeHistogram, mergeHistograms } from '../model/histogram.ts';
import type { LoadJob, LoadModel, LoadResult } from '../model/load.ts';
import type { ContainerPlan, DeploymentPlan } from '../model/plan.ts';
import { hostUsage, readHost } from '../observe/host.ts';
import { AGENT_CONTAINER, withGenerator } from './generator.ts';
import { GENERATOR_CPU_LIMIT } from './validity.ts';

const KNOWN_PORT = 8091;
const DELAY_MS = 50;
const OFFERED_PER_SECOND = 100;
const SECONDS = 3;
/** The generator's own JIT: without limits, as in every trial. */
const WARM_UP_SECONDS = 1;
const CONNECTIONS = 24;

/** The known server must never be what is measured: it gets CPU enough and costs nothing. */
const knownServer = (budget: Budget): ContainerPlan => ({
  name: 'known',
  role: 'app',
  group: 'known',
  image: 'agent',
  command: ['node', '/app/known.mjs'],
  cpuCores: budget.generator.cpuCores * 2,
  memoryBytes: budget.generator.memoryBytes,
  environment: { PORT: String(KNOWN_PORT), DELAY_MS: String(DELAY_MS) },
  files: {},
  writable: {},
  publishPort: KNOWN_PORT,
  ready: { kind: 'log', text: 'known server listening' },
});

const planOf = (budget: Budget): DeploymentPlan =>
  withGenerator(
    {
      topology: 'calibration',
      scale: 1,
      stages: [[knownServer(budget)]],
      entry: { container: 'known', port: KNOWN_PORT },
      cpuPeriodMicros: budget.cpuPeriodMicros,
    },
    budget,
  );

const jobOf = (
  baseUrl: string,
  scenario: string,
  model: LoadModel,
  measureSeconds: number,
): LoadJob => ({
  baseUrl,
  scenario,
  seed: 1,
  model,
  settleSeconds: 0.5,
  measureSeconds,
  timeoutMs: 5_000,
});

const closed: LoadModel = { kind: 'closed', connections: CONNECTIONS };
const open: LoadModel = {
  kind: 'open',
  ratePerSecond: OFFERED_PER_SECOND,
  arrivals: 'even',
  connections: CONNECTIONS,
};

const medianMs = (encoded: readonly string[]): number =>
  mergeHistograms(encoded.map(decodeHistogram)).getValueAtPercentile(50) / 1_000;

const cpuMicrosPerRequest = ({ generator, bins }: LoadResult): number =>
  (generator.cpuSeconds * 1e6) / bins.completed.reduce((sum, count) => sum + count, 0);

/**
 * Drives a server that answers after 50 ms, at 100 requests/s, and one that answers at once.
 * Takes some 8 s. @throws where the deployment fails or the run is interrupted
 */
export const calibrate = async (
  engine: Engine,
  images: ImageIndex,
  budget: Budget,
  run: string,
  signal: AbortSignal,
): Promise<Calibration> => {
  await using deployment = await engine.deploy(planOf(budget), {
    images,
    run,
    cell: 'calibration',
    cpu: 'unclamped',
    signal,
  });
  const url = deployment.publishedUrl(AGENT_CONTAINER);
  const agent = connectAgent(url);
  const drive = (scenario: string, model: LoadModel, seconds: number): Promise<LoadResult> =>
    agent.drive(jobOf(deployment.internalUrl, scenario, model, seconds), signal);
  await drive('known-at-once', closed, WARM_UP_SECONDS);
  await deployment.clamp('clamped');
  const before = await readHost();
  const known = await drive('known', open, SECONDS);
  const host = hostUsage(before, await readHost());
  const flatOut = cpuMicrosPerRequest(await drive('known-at-once', closed, WARM_UP_SECONDS));
  const [delays] = await connectReader(url)([`${deployment.internalUrl}/delays`], signal);
  if (!delays || delays.body === null)
    throw new Error(`the known server did not tell its delays: ${delays?.error}`);
  const lag = decodeHistogram(known.generator.sendLagMicros);
  return {
    offeredPerSecond: OFFERED_PER_SECOND,
    samples: known.routes.reduce((sum, { count }) => sum + count, 0),
    responseP50Ms: medianMs(known.routes.map(({ responseMicros }) => responseMicros)),
    serverP50Ms: medianMs([delays.body]),
    sendLagP99Ms: lag.getValueAtPercentile(99) / 1_000,
    generatorCpuMicrosPerRequest: flatOut,
    headroomPerSecond: (GENERATOR_CPU_LIMIT * budget.generator.cpuCores * 1e6) / flatOut,
    hostStealShare: host?.cpuStealShare ?? null,
  };
};
