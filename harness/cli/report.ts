import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { FORMATS, type Format } from '../../reports/formats.ts';
import type { RenderOptions, ReportFiles } from '../../reports/render.ts';
import { LANGUAGES, type Language } from '../../reports/text/languages.ts';
import { type Report, analyse } from '../analysis/report.ts';
import type { OtherSizes } from '../analysis/whatIf.ts';
import { readRun, writeWhole } from '../trial/runFolder.ts';
import { UsageError } from './errors.ts';
import { parseWhatIf, WHAT_IF_HELP } from './whatIfOption.ts';

const reportOf = async (
  runFolder: string,
  otherSizes: OtherSizes | null = null,
): Promise<Report> => {
  const { record, warnings } = await readRun(runFolder);
  for (const warning of warnings) console.error(`warning: ${runFolder}: ${warning}`);
  return analyse(record, otherSizes);
};

const writeFiles = async (out: string, files: ReportFiles): Promise<void> => {
  for (const [file, content] of files) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await writeWhole(join(out, file), content);
  }
};

/** Computes a run's report from its folder and writes it into `out`. @returns the report's data. */
export const writeReport = async (
  runFolder: string,
  out: string,
  options: Partial<RenderOptions> = {},
  otherSizes: OtherSizes | null = null,
): Promise<Report> => {
  const report = await reportOf(runFolder, otherSizes);
  // Charts and PDF take most of a second to load, and no other command needs them.
  const { renderAll } = await import('../../reports/render.ts');
  await writeFiles(out, await renderAll(report, options));
  return report;
};

/** Several runs in one report; each is computed from its folder, which stays as it is. */
const writeSideBySide = async (
  runFolders: readonly string[],
  out: string,
  options: Partial<RenderOptions>,
): Promise<void> => {
  const reports: Report[] = [];
  // One after the other: a run's trials take up to some hundred megabytes until they are analysed.
  for (const runFolder of runFolders) reports.push(await reportOf(runFolder));
  const { renderSideBySide } = await import('../../reports/render.ts');
  await writeFiles(out, await renderSideBySide(reports, options));
};

interface ReportOptions {
  readonly out?: string;
  readonly format?: readonly Format[];
  readonly lang: Language;
  readonly paper: 'A4' | 'LETTER';
  readonly whatIf?: string;
}

const EXAMPLES = `
Several runs are put side by side in one report: every cell of each, and the curves of all in one
chart. Runs of other machines or experiments are not refused; what differs stands at the top.

Examples:
  plateau report runs/2026-01-20T09-00-12-quick-4f2a
  plateau report runs/A --format pdf --paper LETTER --lang zh --out for-the-board
  plateau report runs/BEFORE runs/AFTER --out before-and-after`;

export const reportCommand = (): Command =>
  new Command('report')
    .description(
      "Make a run's report again from what its folder records, or one of several runs; nothing is measured.",
    )
    .argument('<runs...>', "the run's folder: runs/<id>; several are put side by side")
    .option('--out <folder>', "where the report goes (default: the run's folder)")
    .addOption(new Option('--format <formats...>', 'only these (default: all)').choices(FORMATS))
    .addOption(
      new Option('--lang <language>', 'of the words').choices(Object.keys(LANGUAGES)).default('en'),
    )
    .addOption(new Option('--paper <size>', 'of the PDF').choices(['A4', 'LETTER']).default('A4'))
    .option('--what-if <sizes>', 'predict the walls at other sizes: database.cpu=0.8,node.cpu=0.2')
    .addHelpText('after', EXAMPLES)
    .addHelpText('after', WHAT_IF_HELP)
    .action(
      async (runs: readonly string[], { out, format, lang, paper, whatIf }: ReportOptions) => {
        const options = { formats: format ?? FORMATS, language: lang, pageSize: paper };
        const otherSizes = whatIf === undefined ? null : parseWhatIf(whatIf);
        const [run = '', ...others] = runs;
        if (others.length === 0) {
          await writeReport(run, out ?? run, options, otherSizes);
          console.log(out ?? run);
          return;
        }
        if (otherSizes)
          throw new UsageError('--what-if is reckoned for one run: name one run at a time');
        if (out === undefined) {
          throw new UsageError(
            `a report of ${runs.length} runs belongs to none of their folders: say where it goes with --out <folder>`,
          );
        }
        await writeSideBySide(runs, out, options);
        console.log(out);
      },
    );
