import { z } from 'zod';
import { comparisonGrade, count, maybeEstimate } from './figures.ts';

const corner = z.strictObject({
  topology: z.string(),
  cellId: z.string(),
  throughputPerSecond: maybeEstimate,
});

const effect = z.strictObject({ ratio: maybeEstimate, grade: comparisonGrade });

export const codeAndData = z.strictObject({
  scenario: z.string(),
  scale: count,
  databaseCpuCores: z.number(),
  whole: corner,
  splitCode: corner,
  splitData: corner,
  splitBoth: corner,
  code: effect,
  data: effect,
  interaction: effect,
});

export const isoLoad = z.strictObject({
  scenario: z.string(),
  basis: z.enum(['throughput', 'capacity']),
  loads: z.array(
    z.strictObject({
      loadPerSecond: z.number(),
      needs: z.array(
        z.strictObject({
          topology: z.string(),
          provisionedCpuCores: maybeEstimate,
          scale: count.nullable(),
        }),
      ),
    }),
  ),
});

export const latencyShift = z.strictObject({
  first: z.string(),
  second: z.string(),
  scenario: z.string(),
  scale: count,
  firstCpuCores: z.number(),
  secondCpuCores: z.number(),
  rates: z.array(
    z.strictObject({
      ratePerSecond: z.number(),
      percentiles: z.array(
        z.strictObject({
          percentile: z.enum(['p50Ms', 'p90Ms', 'p99Ms', 'p999Ms']),
          firstMs: maybeEstimate,
          secondMs: maybeEstimate,
          shiftMs: maybeEstimate,
          ratio: maybeEstimate,
          grade: comparisonGrade,
        }),
      ),
    }),
  ),
});

const requestCost = z.strictObject({
  topology: z.string(),
  cellId: z.string(),
  cpuMsPerRequest: maybeEstimate,
  appCpuMsPerRequest: z.number().nullable(),
  hopsPerRequest: z.number(),
});

export const rpcTax = z.strictObject({
  scenario: z.string(),
  scale: count,
  whole: requestCost,
  split: requestCost,
  sameData: z.boolean(),
  addedCpuMs: maybeEstimate,
  ratio: maybeEstimate,
  grade: comparisonGrade,
  cpuMsPerHop: maybeEstimate,
});
