import { z } from 'zod';
import type { SideBySide } from '../sideBySide/data.ts';
import { reportSchema } from './report.ts';

/** `analysis.json` of several runs side by side, as published. */
export const sideBySideSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    reports: z
      .array(reportSchema)
      .min(2)
      .describe('One for each run, in the order they were named in.'),
  })
  .describe('Plateau reports side by side as data.') satisfies z.ZodType<SideBySide>;
