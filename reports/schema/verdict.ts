import { z } from 'zod';
import { stage } from './cells.ts';
import { bestBuyClaim } from './economics.ts';
import { comparisonGrade, count, estimate, limiter, maybeEstimate } from './figures.ts';
import { reason } from './reason.ts';

export const comparison = z.strictObject({
  first: z.string(),
  second: z.string(),
  scenario: z.string(),
  points: z.array(
    z.strictObject({
      provisionedCpuCores: z.number(),
      firstPerSecond: maybeEstimate,
      secondPerSecond: maybeEstimate,
      ratio: maybeEstimate,
      grade: comparisonGrade,
    }),
  ),
  crossover: maybeEstimate,
});

const basis = {
  grade: z.enum(['confirmed', 'correlated', 'indistinguishable', 'unknown']),
  evidence: z.union([
    z.strictObject({
      chart: z.enum(['throughput-by-nodes', 'latency-by-nodes']),
      topology: z.string(),
    }),
    z.strictObject({ chart: z.literal('throughput-by-cpu'), topologies: z.array(z.string()) }),
  ]),
};

const atLargest = {
  topology: z.string(),
  largestScale: count,
  throughputAtLargestPerSecond: maybeEstimate,
  limiter,
  confirmedAtScale: count.nullable(),
};

const claim = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('best-buy'), ...bestBuyClaim, ...basis }),
  z.strictObject({
    kind: z.literal('flattens'),
    ...atLargest,
    stopAtNodes: count,
    knee: estimate,
    kneeBasis: z.enum(['law', 'points']),
    kneeThreshold: z.number(),
    throughputAtStopPerSecond: z.number().nullable(),
    ...basis,
  }),
  z.strictObject({ kind: z.literal('keeps-rising'), ...atLargest, ...basis }),
  z.strictObject({
    kind: z.literal('shape-unknown'),
    topology: z.string(),
    reason,
    evidence: basis.evidence,
    grade: z.literal('unknown'),
  }),
  z.strictObject({
    kind: z.literal('equal-cpu'),
    first: z.string(),
    second: z.string(),
    provisionedCpuCores: z.number().nullable(),
    ratio: maybeEstimate,
    outcome: comparisonGrade,
    crossover: maybeEstimate,
    ...basis,
  }),
  z.strictObject({
    kind: z.literal('balancer-cost'),
    throughputRatio: maybeEstimate,
    outcome: comparisonGrade,
    addedP50Ms: z.number().nullable(),
    balancerCpuMsPerRequest: z.number().nullable(),
    ...basis,
  }),
]);

const ofCell = { cellId: z.string() };

const warning = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('invalid-trials'),
    ...ofCell,
    invalid: count,
    of: count,
    rules: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal('failed-trials'),
    ...ofCell,
    failed: count,
    of: count,
    stage,
    error: z.string(),
  }),
  z.strictObject({ kind: z.literal('no-result'), ...ofCell, reason }),
  z.strictObject({ kind: z.literal('refused-point'), ...ofCell, reason }),
  z.strictObject({
    kind: z.literal('efficiency-above-one'),
    ...ofCell,
    efficiency: maybeEstimate,
  }),
  z.strictObject({ kind: z.literal('unsettled'), ...ofCell, trials: count, of: count }),
  z.strictObject({
    kind: z.literal('cold'),
    ...ofCell,
    trials: count,
    of: count,
    cpuSeconds: z.number(),
    askedCpuSeconds: z.number(),
  }),
  z.strictObject({
    kind: z.literal('other-mix'),
    ...ofCell,
    route: z.string(),
    share: z.number(),
    usualShare: z.number(),
  }),
  z.strictObject({ kind: z.literal('errors'), ...ofCell, errorShare: z.number() }),
  z.strictObject({ kind: z.literal('single-trial'), cellIds: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('unfinished') }),
]);

export const verdict = z.strictObject({ warnings: z.array(warning), claims: z.array(claim) });

export const notTested = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('database-to-node-ratio'),
    databaseCpuCores: z.number(),
    nodeCpuCores: z.number(),
  }),
  z.strictObject({
    kind: z.literal('beyond-range'),
    topology: z.string(),
    largestScale: count,
  }),
  z.strictObject({
    kind: z.literal('limiter-unconfirmed'),
    topologies: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('closed-model-only') }),
  z.strictObject({ kind: z.literal('one-scenario'), scenario: z.string() }),
]);
