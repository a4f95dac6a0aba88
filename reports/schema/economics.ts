import { z } from 'zod';
import { count, maybeEstimate, openEstimate } from './figures.ts';
import { reason, role } from './reason.ts';

const kind = z.enum([
  'add-nodes',
  'bigger-database',
  'read-replica',
  'pooler',
  'extract-component',
  'split-one-database',
  'cluster-split-data',
  'split',
]);

const tested = z.enum(['measured', 'predicted', 'not-tested']);

const candidate = z.strictObject({
  kind,
  tested,
  topology: z.string(),
  scale: count,
  databaseCpuCores: z.number(),
  throughputPerSecond: maybeEstimate,
  capacityPerSecond: openEstimate,
  limitedBy: z.strictObject({ role, group: z.string() }).nullable(),
  cost: z.strictObject({
    cpuCores: z.number(),
    memoryGib: z.number(),
    parts: count,
    infrastructurePerMonth: z.number(),
    operationsPerMonth: z.number(),
    perMonth: z.number(),
    availability: z.number(),
  }),
  perMillionRequests: maybeEstimate,
});

const condition = {
  rival: z.strictObject({ kind, topology: z.string(), scale: count }),
  costRatio: maybeEstimate,
  operationsHours: z.number().nullable(),
  winsWith: z.enum(['fewer', 'more']).nullable(),
  timesTheSize: z.number().nullable(),
};

const named = z.strictObject({
  kind,
  tested,
  topology: z.string(),
  scale: count,
  databaseCpuCores: z.number(),
});

const basis = z.enum(['per-million', 'at-load']);

export const bestBuyClaim = {
  basis,
  loadPerSecond: z.number().nullable(),
  winner: named.nullable(),
  runnerUp: named.nullable(),
  costRatio: maybeEstimate,
  condition: z.strictObject(condition).nullable(),
  assumedPrices: z.boolean(),
};

const month = z.string().nullable().describe('`2027-04`');

export const economicsReport = z.strictObject({
  candidates: z.array(candidate),
  options: z
    .strictObject({
      today: candidate,
      options: z.array(
        z.strictObject({
          candidate,
          gain: maybeEstimate,
          addedPerSecond: maybeEstimate,
          addedPerMonth: z.number(),
        }),
      ),
    })
    .nullable(),
  bestBuy: z.union([
    z.strictObject({
      basis,
      loadPerSecond: z.number().nullable(),
      winner: candidate,
      runnerUp: candidate.nullable(),
      costRatio: maybeEstimate,
      conditions: z.array(z.strictObject({ candidate, ...condition })),
    }),
    z.strictObject({
      winner: z.null(),
      loadPerSecond: z.number().nullable(),
      reason,
    }),
  ]),
  reaches: z.array(
    z.strictObject({
      candidate,
      reach: z.strictObject({
        within: z.enum(['service-level', 'saturation']),
        months: openEstimate,
        expected: month,
        earliest: month,
        latest: month,
      }),
    }),
  ),
  paybacks: z.array(
    z.strictObject({
      system: z.enum(['legacy', 'new']),
      topology: z.string(),
      balance: z.strictObject({
        investment: z.number(),
        saved: z.number(),
        net: z.number(),
        paybackMonth: count.nullable(),
        months: z.strictObject({
          both: count,
          onlySplit: count,
          onlyStay: count,
          neither: count,
        }),
      }),
      netBand: z.strictObject({ low: z.number(), high: z.number() }),
      sensitivities: z.array(
        z.strictObject({
          driver: z.enum(['effort', 'operations', 'infrastructure', 'growth', 'size']),
          netAtHalf: z.number(),
          netAtDouble: z.number(),
          breakEvenFactor: z.number().nullable(),
        }),
      ),
    }),
  ),
});
