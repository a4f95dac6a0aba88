import { z } from 'zod';
import { count } from './figures.ts';

export const codeChange = z
  .strictObject({
    countedBy: z.string().describe('The command that counts it anew.'),
    calls: z.array(z.strictObject({ from: z.string(), to: z.string(), places: count })),
    transactions: z.array(
      z.strictObject({
        operation: z.string(),
        writesIn: z.array(z.string()),
        steps: z.array(z.string()),
      }),
    ),
    settlers: z.array(z.strictObject({ name: z.string(), touches: z.array(z.string()) })),
    joins: z.array(z.strictObject({ operation: z.string(), readsIn: z.array(z.string()) })),
    foreignKeys: z.array(z.strictObject({ column: z.string(), to: z.string() })),
  })
  .describe('What cutting the target apart changed in its code, counted from its sources.');
