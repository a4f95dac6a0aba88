import { z } from 'zod';
import { count, estimate, limiter, maybeEstimate, openEstimate } from './figures.ts';
import { law, reason, role } from './reason.ts';

const fittedModel = z.strictObject({
  name: law,
  parameters: z.record(z.string(), openEstimate),
  peak: openEstimate,
  peakExtrapolated: z.boolean(),
  ceilingPerSecond: openEstimate,
});

export const curve = z.strictObject({
  topology: z.string(),
  scenario: z.string(),
  points: z.array(
    z.strictObject({
      cellId: z.string(),
      scale: count,
      appCpuCores: z.number(),
      provisionedCpuCores: z.number(),
      throughputPerSecond: maybeEstimate,
      efficiency: maybeEstimate,
      efficiencyAboveOne: z.boolean(),
      limiter,
      refusal: reason.nullable(),
    }),
  ),
  refusal: reason.nullable().describe('Why the curve is no scaling result at all.'),
  model: z.strictObject({
    chosen: fittedModel.nullable(),
    reason,
    rivals: z.array(law),
    candidates: z.array(
      z.strictObject({
        name: law,
        crossValidationError: z.number().nullable(),
        lackOfFitP: z.number().nullable(),
        refusal: reason.nullable(),
        fitted: fittedModel.nullable(),
      }),
    ),
  }),
  fitted: z.array(
    z.strictObject({
      scale: z.number(),
      throughputPerSecond: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      extrapolated: z.boolean(),
    }),
  ),
  idealPerNodePerSecond: z.number().nullable(),
  knee: openEstimate.describe('As a real number of nodes, with its 95 % interval.'),
  stopAtNodes: count.nullable().describe('The first whole N whose next node no longer pays.'),
  kneeBasis: z.enum(['law', 'points']).nullable(),
  kneeThreshold: z.number(),
  marginal: z.array(
    z.strictObject({
      fromScale: count,
      toScale: count,
      perNodePerSecond: maybeEstimate,
      shareOfFirstNode: z.number().nullable(),
      addedCpuCores: z.number(),
    }),
  ),
});

export const prediction = z.strictObject({
  cellId: z.string(),
  topology: z.string(),
  scale: count,
  fromCellId: z.string(),
  demands: z.array(
    z.strictObject({
      role,
      group: z.string(),
      cpuMsPerRequest: z.number(),
      replicas: count,
      quotaCores: z.number(),
      carriesPerSecond: z.number(),
    }),
  ),
  wallPerSecond: z.number(),
  wallAt: z.strictObject({ role, group: z.string() }),
  throughputPerSecond: z.number(),
  measuredPerSecond: maybeEstimate,
  machine: z
    .number()
    .describe(
      "What the machine's own speed did; measured ÷ machine is at the speed of the demands.",
    ),
  relativeError: z.number().nullable(),
});

const wall = z.strictObject({ perSecond: estimate, role, group: z.string() });

export const whatIf = z.strictObject({
  sizes: z.strictObject({
    nodeCpuCores: z.number().nullable(),
    databaseCpuCores: z.number().nullable(),
    balancerCpuCores: z.number().nullable(),
    hardwareFactor: z.number(),
  }),
  cells: z.array(z.strictObject({ cellId: z.string(), asMeasured: wall, changed: wall })),
});
