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

const economics = z.strictObject({
  prices: z.strictObject({
    currency: z.string(),
    perCoreHour: z.number(),
    perGibHour: z.number(),
    operationsHoursPerPart: z.number(),
    perOperationsHour: z.number(),
    largestDatabaseCpuCores: z.number(),
    databaseSteps: z.array(z.strictObject({ fromCpuCores: z.number(), factor: z.number() })),
    availability: z.strictObject({ app: z.number(), balancer: z.number(), database: z.number() }),
    assumed: z.array(z.string()).describe('Prices that are Plateau’s own assumptions.'),
  }),
  growth: z
    .strictObject({
      peakPerSecond: z.number(),
      perMonth: z.strictObject({ expected: z.number(), low: z.number(), high: z.number() }),
      headroom: z.number(),
    })
    .nullable(),
  migration: z
    .strictObject({
      legacyPersonDays: z.number(),
      newSystemPersonDays: z.number(),
      perPersonDay: z.number(),
      horizonMonths: count,
    })
    .nullable(),
});

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
    reconnectSecondsPerNode: z.number().optional(),
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
  flameGraphs: z.boolean(),
  economics,
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
  calibration: z
    .strictObject({
      offeredPerSecond: z.number(),
      samples: count,
      responseP50Ms: z.number(),
      serverP50Ms: z.number(),
      sendLagP99Ms: z.number(),
      generatorCpuMicrosPerRequest: z.number(),
      headroomPerSecond: z.number(),
      hostStealShare: z.number().nullable(),
    })
    .nullable(),
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
