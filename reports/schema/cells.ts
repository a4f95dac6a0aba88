import { z } from 'zod';
import { system } from './system.ts';
import { count, limiter, maybeEstimate, openEstimate } from './figures.ts';
import { reason, role } from './reason.ts';

const latency = z.strictObject({
  count,
  p50Ms: maybeEstimate,
  p90Ms: maybeEstimate,
  p99Ms: maybeEstimate,
  p999Ms: maybeEstimate,
});

const cpuUse = z.strictObject({
  role,
  group: z.string().nullable(),
  replicas: count,
  quotaCores: z.number(),
  usedCores: z.number(),
  meanUtilisation: z.number(),
  maxUtilisation: z.number(),
  throttledShare: z.number(),
  cpuMsPerRequest: z.number().nullable(),
});

const loadModel = z.union([
  z.strictObject({ kind: z.literal('closed'), connections: count }),
  z.strictObject({
    kind: z.literal('open'),
    ratePerSecond: z.number(),
    arrivals: z.enum(['even', 'poisson']),
    connections: count,
  }),
]);

const measurement = z.strictObject({
  trials: z.strictObject({ completed: count, invalid: count, failed: count }),
  model: loadModel,
  throughputPerSecond: maybeEstimate,
  latency,
  errorShare: z.number(),
  routes: z.array(
    z.strictObject({
      route: z.string(),
      requests: count,
      share: z.number(),
      errorShare: z.number(),
      hopsPerRequest: z.number(),
      latency,
    }),
  ),
  cpuByRole: z.array(cpuUse),
  cpuByGroup: z.array(cpuUse),
  cpuMsPerRequest: maybeEstimate,
  hopsPerRequest: z.number(),
  generator: z.strictObject({
    cpuUtilisation: z.number(),
    meanConcurrency: z.number(),
    hostBusyShare: z.number().nullable(),
  }),
  system,
  steadyStates: z.array(
    z.union([
      z.strictObject({ status: z.literal('settled'), cutBins: count, cutMs: z.number() }),
      z.strictObject({ status: z.enum(['unsettled', 'unknown']), reason: z.string() }),
    ]),
  ),
});

export const stage = z.enum(['deploy', 'warm-up', 'restore', 'drive', 'reconcile']);

const trial = z.strictObject({
  repetition: count,
  attempt: count,
  offeredPerSecond: z.number().nullable(),
  startedAt: z.string(),
  throughputPerSecond: z.number().nullable(),
  outcome: z.union([
    z.strictObject({ status: z.literal('completed') }),
    z.strictObject({
      status: z.literal('invalid'),
      reasons: z.array(z.strictObject({ rule: z.string(), detail: z.string() })),
    }),
    z.strictObject({ status: z.literal('failed'), stage, error: z.string() }),
  ]),
});

const noun = z.strictObject({
  id: z.string(),
  topology: z.string(),
  scale: count,
  scenario: z.string(),
  load: z.enum(['saturation', 'offered']),
  raised: z.enum(['node', 'database', 'balancer']).nullable(),
});

export const offeredCurve = z.strictObject({
  cell: noun,
  provisionedCpuCores: z.number(),
  points: z.array(
    z.strictObject({
      ratePerSecond: z.number(),
      trials: count,
      carriedPerSecond: z.number(),
      errorShare: z.number(),
      latency,
    }),
  ),
  capacityPerSecond: openEstimate,
  probes: count,
});

export const cell = z.strictObject({
  cell: noun,
  containers: count,
  cpuCoresByRole: z.record(role, z.number()),
  provisionedCpuCores: z.number(),
  result: z.union([
    z.strictObject({ status: z.literal('measured'), measurement, limiter }),
    z.strictObject({ status: z.literal('offered') }),
    z.strictObject({ status: z.literal('none'), reason }),
  ]),
  trials: z.array(trial),
});
