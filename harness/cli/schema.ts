import { Argument, Command } from 'commander';
import { z } from 'zod';
import { reportSchema } from '../../reports/schema/report.ts';
import { experimentFile } from '../experiment/schema.ts';

const schemas = {
  experiment: () => z.toJSONSchema(experimentFile, { io: 'input' }),
  report: () => z.toJSONSchema(reportSchema),
} as const;

export const schemaCommand = (): Command =>
  new Command('schema')
    .description('Print the JSON Schema of a file, for an editor to complete and check from.')
    .addArgument(new Argument('<what>', 'the file').choices(Object.keys(schemas)))
    .action((what: keyof typeof schemas) => {
      console.log(JSON.stringify(schemas[what](), null, 2));
    });
