import { z } from 'zod';
import { comparisonGrade, count, estimate, maybeEstimate } from './figures.ts';
import { raisable, reason } from './reason.ts';

export const wallTest = z.strictObject({
  cellId: z.string(),
  topology: z.string(),
  scale: count,
  scenario: z.string(),
  suspect: raisable.nullable(),
  basePerSecond: maybeEstimate,
  raises: z
    .array(
      z.strictObject({
        raised: raisable,
        cellId: z.string(),
        measuredPerSecond: maybeEstimate,
        predictedPerSecond: z.number().nullable(),
        predictedChange: z.number().nullable(),
        change: maybeEstimate.describe('Raised / base, at one speed of the machine.'),
        machine: z
          .number()
          .describe("What the machine's own speed did: change × machine is the ratio as measured."),
        outcome: comparisonGrade,
      }),
    )
    .describe('Half as much more of one resource each; the suspect first, then the placebos.'),
  smallestDetectable: estimate.nullable(),
  outcome: z.enum(['confirmed', 'correlated', 'unknown']),
  reason,
});
