import { Argument, Command } from 'commander';
import { z } from 'zod';
import { reportSchema } from '../../reports/schema/report.ts';
import { sideBySideSchema } from '../../reports/schema/sideBySide.ts';
import { experimentFile } from '../experiment/schema.ts';

const schemas = {
  experiment: () => z.toJSONSchema(experimentFile, { io: 'input' }),
  report: () => z.toJSONSchema(reportSchema),
  'side-by-side': () => z.toJSONSchema(sideBySideSchema),
} as const;

export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Print the JSON Schema of a file, for an editor to complete and check from.')
    .addArgument(
      new Argument(
        '<what>',
        'experiment: what plateau run reads; report: analysis.json of one run; side-by-side: of several',
      ).choices(Object.keys(schemas)),
    )
    .action((what: keyof typeof schemas) => {
      console.log(JSON.stringify(schemas[what](), null, 2));
    });
