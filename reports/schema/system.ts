import { z } from 'zod';
import { count, maybeEstimate } from './figures.ts';
import { role } from './reason.ts';

const waitClass = z.enum(['cpu', 'lock', 'lwlock', 'wal', 'io', 'client', 'other']);

/** What the parts of the system said of themselves, over a cell's completed trials. */
export const system = z.strictObject({
  evenness: z.array(
    z.strictObject({
      backend: z.string(),
      jainIndex: maybeEstimate.describe('1 is even, 1 / servers is all to one.'),
      servers: z.array(
        z.strictObject({
          server: z.string(),
          share: z.number(),
          meanSessions: z.number(),
          maxSessions: z.number(),
        }),
      ),
    }),
  ),
  eventLoops: z.array(
    z.strictObject({
      group: z.string(),
      replicas: count,
      utilisation: maybeEstimate,
      busiest: z.number(),
    }),
  ),
  poolWaits: z.array(
    z.strictObject({
      group: z.string(),
      host: z.string(),
      size: count,
      waitedShare: z.number(),
      meanWaiting: z.number(),
    }),
  ),
  databases: z.array(
    z.strictObject({
      group: z.string(),
      samples: count,
      activeSessions: z.record(waitClass, z.number()),
      meanActiveSessions: maybeEstimate,
      maxActiveSessions: count,
      idleInTransaction: z.number(),
      walBytesPerRequest: maybeEstimate,
    }),
  ),
  balancer: z
    .strictObject({
      meanConcurrency: z.number(),
      maxConcurrency: z.number(),
      meanQueued: z.number(),
      maxQueued: z.number(),
    })
    .nullable(),
  transfer: z.array(
    z.strictObject({
      role,
      networkInBytesPerRequest: maybeEstimate,
      networkOutBytesPerRequest: maybeEstimate,
      diskReadBytesPerRequest: maybeEstimate,
      diskWriteBytesPerRequest: maybeEstimate,
    }),
  ),
  memory: z.array(z.strictObject({ role, group: z.string(), utilisation: z.number() })),
  hostPressureShare: z.number().nullable(),
  unobserved: z.array(z.strictObject({ container: z.string(), reason: z.string() })),
});
