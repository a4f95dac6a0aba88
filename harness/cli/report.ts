import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { FORMATS, type Format } from '../../reports/formats.ts';
import type { RenderOptions } from '../../reports/render.ts';
import { LANGUAGES, type Language } from '../../reports/text/languages.ts';
import { type Report, analyse } from '../analysis/report.ts';
import { readRun, writeWhole } from '../trial/runFolder.ts';

/** Computes a run's report from its folder and writes it into `out`. @returns the report's data. */
export const writeReport = async (
  runFolder: string,
  out: string,
  options: Partial<RenderOptions> = {},
): Promise<Report> => {
  const { record, warnings } = await readRun(runFolder);
  for (const warning of warnings) console.error(`warning: ${warning}`);
  const report = analyse(record);
  // Charts and PDF take most of a second to load, and no other command needs them.
  const { renderAll } = await import('../../reports/render.ts');
  for (const [file, content] of await renderAll(report, options)) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await writeWhole(join(out, file), content);
  }
  return report;
};

interface ReportOptions {
  readonly out?: string;
  readonly format?: readonly Format[];
  readonly lang: Language;
  readonly paper: 'A4' | 'LETTER';
}

export const reportCommand = (): Command =>
  new Command('report')
    .description("Make a run's report again from what its folder records; nothing is measured.")
    .argument('<run>', "the run's folder: runs/<id>")
    .option('--out <folder>', "where the report goes (default: the run's folder)")
    .addOption(new Option('--format <formats...>', 'only these (default: all)').choices(FORMATS))
    .addOption(
      new Option('--lang <language>', 'of the words').choices(Object.keys(LANGUAGES)).default('en'),
    )
    .addOption(new Option('--paper <size>', 'of the PDF').choices(['A4', 'LETTER']).default('A4'))
    .action(async (run: string, { out = run, format, lang, paper }: ReportOptions) => {
      const formats = format ?? FORMATS;
      await writeReport(run, out, { formats, language: lang, pageSize: paper });
      console.log(out);
    });
