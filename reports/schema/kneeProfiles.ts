import { z } from 'zod';
import { WAIT_CLASSES } from '../../harness/model/usage.ts';
import { count, estimate } from './figures.ts';

const owner = z.union([
  z.strictObject({ kind: z.enum(['component', 'package']), name: z.string() }),
  z.strictObject({ kind: z.enum(['shared', 'node']) }),
  z.strictObject({ kind: z.literal('engine'), name: z.string() }),
]);

const frame = {
  name: z.string(),
  module: z.string().nullable(),
  line: count.nullable(),
  owner,
};

export const kneeProfile = z.strictObject({
  cellId: z.string(),
  topology: z.string(),
  scale: count,
  failure: z.string().nullable().describe('Why it could not be profiled.'),
  seconds: z.number(),
  throughputPerSecond: z.number().describe('With the profilers on.'),
  samples: count,
  owners: z.array(z.strictObject({ owner, share: estimate })),
  functions: z.array(
    z.strictObject({ ...frame, group: z.string(), self: estimate, total: estimate }),
  ),
  graphs: z.array(
    z.strictObject({
      group: z.string(),
      replicas: count,
      samples: count,
      functions: z.array(z.strictObject(frame)),
      boxes: z
        .array(z.strictObject({ fn: count, depth: count, start: z.number(), share: z.number() }))
        .describe('A flame graph: which function, how deep, from where and how wide.'),
    }),
  ),
  waits: z.array(
    z.strictObject({
      container: z.string(),
      samples: count,
      activeSessions: z.record(z.enum(WAIT_CLASSES), z.number()),
      idleInTransaction: z.number(),
    }),
  ),
  statements: z.array(
    z.strictObject({
      text: z.string(),
      calls: z.number(),
      totalMs: z.number(),
      rows: z.number(),
      pagesRead: z.number(),
      walBytes: z.number(),
      container: z.string(),
      share: z.number(),
    }),
  ),
  unobserved: z.array(z.strictObject({ container: z.string(), reason: z.string() })),
});
