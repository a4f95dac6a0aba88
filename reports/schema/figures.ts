import { z } from 'zod';
import { reason, role } from './reason.ts';

export const count = z.number().int().nonnegative();

export const estimate = z
  .strictObject({
    value: z.number(),
    low: z.number().nullable().describe('Lower bound; null where the data cannot bound it.'),
    high: z.number().nullable().describe('Upper bound; null where the data cannot bound it.'),
    highUnbounded: z.literal(true).optional().describe('The interval reaches to infinity.'),
    confidence: z.number().describe('0.95 for a 95 % interval.'),
    samples: count.describe('Independent units (trials, deployments) behind the figure.'),
  })
  .meta({ id: 'estimate' });

const unknown = z.strictObject({ value: z.null(), reason });

export const maybeEstimate = z.union([estimate, unknown]).meta({ id: 'maybe-estimate' });

export const openEstimate = z
  .union([estimate, z.strictObject({ value: z.null(), reason, low: z.number().optional() })])
  .meta({
    id: 'open-estimate',
    description: 'A figure that may lie at infinity: unknown, and yet at least `low`.',
  });

export const comparisonGrade = z.enum(['better', 'worse', 'indistinguishable', 'unknown']);

const saturation = {
  role,
  group: z.string(),
  utilisation: z.number(),
  throttledShare: z.number(),
};

export const limiter = z
  .union([
    z.strictObject({
      resource: z.literal('cpu'),
      ...saturation,
      grade: z.enum(['correlated', 'confirmed']),
      alsoSaturated: z.array(z.strictObject(saturation)),
    }),
    z.strictObject({
      resource: z.enum([
        'generator',
        'host',
        'locks',
        'wal',
        'disk',
        'balancer',
        'event-loop',
        'connections',
        'memory',
      ]),
      role,
      group: z.string(),
      share: z.number().describe('As measured, 0 to 1: of what, follows from the resource.'),
      grade: z.enum(['correlated', 'confirmed']),
    }),
    z.strictObject({ resource: z.null(), grade: z.literal('unknown'), reason }),
  ])
  .meta({ id: 'limiter' });
