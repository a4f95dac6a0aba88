import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { renderAll } from '../../reports/render.ts';
import { type Report, analyse } from '../analysis/report.ts';
import { readRun, writeWhole } from '../trial/runFolder.ts';

/** Computes a run's report from its folder and writes every format into `out`. */
export const writeReport = async (runFolder: string, out: string): Promise<Report> => {
  const { record, warnings } = await readRun(runFolder);
  for (const warning of warnings) console.error(`warning: ${warning}`);
  const report = analyse(record);
  const files = new Map(await renderAll(report));
  files.set('analysis.json', `${JSON.stringify(report, null, 2)}\n`);
  for (const [file, content] of files) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await writeWhole(join(out, file), content);
  }
  return report;
};

export const reportCommand = (): Command =>
  new Command('report')
    .description("Make a run's report again from what its folder records; nothing is measured.")
    .argument('<run>', "the run's folder: runs/<id>")
    .option('--out <folder>', "where the report goes (default: the run's folder)")
    .action(async (run: string, { out }: { out?: string }) => {
      await writeReport(run, out ?? run);
      console.log(join(out ?? run, 'report.html'));
    });
