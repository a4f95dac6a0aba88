#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { PLATEAU_VERSION } from '../trial/version.ts';
import { acceptCommand } from './accept.ts';
import { allIsWritten, dropWhatNobodyReads } from './brokenPipe.ts';
import { cleanCommand } from './clean.ts';
import { compareCommand } from './compare.ts';
import { EXIT, exitCodeOf, tell } from './exit.ts';
import { fitCommand } from './fit.ts';
import { historyCommand } from './history.ts';
import { listCommand } from './list.ts';
import { loadCommand } from './load.ts';
import { nightlyCommand } from './nightly.ts';
import { reportCommand } from './report.ts';
import { runCommand } from './run.ts';
import { schemaCommand } from './schema.ts';

const program = new Command('plateau')
  .description(
    'Deploys the same shop as one node, as a cluster and as split services, loads each,\n' +
      'and shows where adding nodes stops paying, why, and what would pay instead.',
  )
  .version(PLATEAU_VERSION)
  .showHelpAfterError('(plateau --help lists the commands)')
  .showSuggestionAfterError()
  .addCommand(runCommand())
  .addCommand(reportCommand())
  .addCommand(compareCommand())
  .addCommand(listCommand())
  .addCommand(cleanCommand())
  .addCommand(loadCommand())
  .addCommand(fitCommand())
  .addCommand(nightlyCommand())
  .addCommand(acceptCommand())
  .addCommand(historyCommand())
  .addCommand(schemaCommand())
  .addHelpText(
    'after',
    `
Examples:
  plateau run --profile quick        measure, and write runs/<id>/report.html
  plateau run shop.yaml              an experiment of your own
  plateau report runs/<id>           make a run's report again
  plateau fit data.csv               the scaling analysis of numbers you already have

Exit codes: ${Object.entries(EXIT)
      .map(([what, code]) => `${code} ${what}`)
      .join(', ')}.`,
  );

/** Help and usage errors come as exceptions, so that there is one place that exits. */
const throwing = (command: Command): void => {
  command.exitOverride();
  command.commands.forEach(throwing);
};
throwing(program);
dropWhatNobodyReads();

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) tell(error);
  await allIsWritten();
  process.exit(exitCodeOf(error));
}
await allIsWritten();
process.exit(process.exitCode ?? EXIT.fine);
