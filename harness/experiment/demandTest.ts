import { z } from 'zod';
import { SQUEEZABLE, type Squeezable } from '../model/cell.ts';
import type { SqueezedPart } from '../model/experiment.ts';
import { cpuCores } from './quantity.ts';

export const demandTestFile = z
  .strictObject({
    database: cpuCores.describe('CPU cores of all database servers together').optional(),
    balancer: cpuCores.describe('CPU cores of the load balancer').optional(),
  })
  .describe(
    'shared part → CPU cores so few that it alone is the wall: the smallest scale of each topology with several is measured again with them, and predictions take from there what a request costs that part',
  );

type DemandTestFile = z.output<typeof demandTestFile>;

export const toDemandTest = (file: DemandTestFile): readonly SqueezedPart[] =>
  SQUEEZABLE.flatMap((part) => {
    const cores = file[part];
    return cores === undefined ? [] : [{ part, cpuCores: cores }];
  });

interface Tested extends Readonly<Record<Squeezable, { readonly cpu: number }>> {
  readonly demandTest: DemandTestFile;
  readonly topologies: Readonly<Record<string, readonly number[]>>;
}

/** Refuses demand tests that could measure nothing, each at its place in the file. */
export const checkDemandTest = (file: Tested, context: z.RefinementCtx): void => {
  const parts = toDemandTest(file.demandTest);
  for (const { part, cpuCores: cores } of parts)
    if (cores >= file[part].cpu)
      context.addIssue({
        code: 'custom',
        path: ['demandTest', part],
        message: `is ${cores} CPU cores, no less than the ${file[part].cpu} of \`${part}.cpu\`: a demand test gives that part so few that it alone is the wall`,
      });
  if (parts.length > 0 && Object.values(file.topologies).every((scales) => scales.length < 2))
    context.addIssue({
      code: 'custom',
      path: ['demandTest'],
      message:
        'has nothing to measure: it is made at the smallest scale of each topology that `topologies` gives several',
    });
};
