import { z } from 'zod';
import { count } from './figures.ts';

const size = { cpuCores: z.number(), memoryBytes: z.number() };

const budget = z.strictObject({
  node: z.strictObject(size),
  database: z.strictObject({ ...size, connections: count }),
  balancer: z.strictObject(size),
  generator: z.strictObject(size),
  cpuPeriodMicros: z.number(),
});

const sweeps = z.array(z.strictObject({ topology: z.string(), scales: z.array(count) }));

export const experiment = z.strictObject({
  name: z.string(),
  target: z.string(),
  profile: z.string(),
  topologies: sweeps,
  budget,
  scenario: z.string(),
  connectionsPerNode: count,
  trials: count,
  retries: count,
  seed: z.number(),
  timing: z.strictObject({
    warmUpCpuSecondsPerNode: z.number(),
    warmUpMaxSeconds: z.number(),
    settleSeconds: z.number(),
    measureSeconds: z.number(),
    requestTimeoutMs: z.number(),
  }),
  slo: z.strictObject({ p99Ms: z.number(), errorShare: z.number() }),
  offered: z
    .strictObject({
      topologies: sweeps,
      ratesPerSecond: z.union([z.array(z.number()), z.literal('auto')]),
      searchProbes: count,
      deployments: count,
      measureSeconds: z.number(),
      connections: count,
    })
    .nullable(),
  wallTest: sweeps,
});

export const environment = z.strictObject({
  plateauVersion: z.string(),
  commit: z.string().nullable(),
  nodeVersion: z.string(),
  platform: z.string(),
  cpuModel: z.string(),
  cpuCores: z.number(),
  memoryBytes: z.number(),
  kernel: z.string(),
  engine: z.strictObject({ name: z.string(), version: z.string() }),
  images: z.record(z.string(), z.string()).describe('Image name → content hash of its inputs.'),
});

export const run = z.strictObject({
  id: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  profile: z.string(),
  name: z.string(),
  target: z.string(),
  scenario: z.string(),
});
