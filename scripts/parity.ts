/**
 * What splitting the code costs by the work of a request, from one run for each kind of work, as Markdown.
 * `node --import tsx scripts/parity.ts runs/<id> runs/<id> … [--whole cluster] [--split split-one-database]`
 */
import { parseArgs } from 'node:util';
import { paritySweep } from '../harness/analysis/parity.ts';
import { analyse } from '../harness/analysis/report.ts';
import { isKnown } from '../harness/model/estimate.ts';
import { readRun } from '../harness/trial/runFolder.ts';
import { estimateCell, times, withDetail } from '../reports/figures.ts';
import { en } from '../reports/text/en.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    whole: { type: 'string', default: 'cluster' },
    split: { type: 'string', default: 'split-one-database' },
  },
});
if (positionals.length < 2) {
  console.error(
    'give the folders of two runs or more, one for each kind of work: runs/<id> runs/<id>',
  );
  process.exit(2);
}

const reports = await Promise.all(
  positionals.map(async (folder) => analyse((await readRun(folder)).record)),
);
const sweep = paritySweep(reports, values);

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const written = ({ text, detail, note }: ReturnType<typeof estimateCell>): string =>
  [text, detail && `(${detail})`, note && `(${note})`].filter(Boolean).join(' ');

const head = [
  'scenario',
  `CPU-ms a request, ${sweep.whole}`,
  `${sweep.whole}, requests/s`,
  `${sweep.split}, requests/s`,
  'ratio',
  'ratio for the same CPU used',
];
const parity = isKnown(sweep.parityMs)
  ? `from ${withDetail(sweep.parityMs)} CPU-ms a request on`
  : en.reasonClause(sweep.parityMs.reason);
console.log(
  [
    row(head),
    row(head.map(() => '---')),
    ...sweep.points.map((point) =>
      row([
        point.scenario,
        written(estimateCell(point.workMsPerRequest, en)),
        written(estimateCell(point.wholePerSecond, en)),
        written(estimateCell(point.splitPerSecond, en)),
        written(estimateCell(point.ratio, en, times)),
        written(estimateCell(point.ratioByUsedCpu, en, times)),
      ]),
    ),
    '',
    `Parity (a loss under ${sweep.loss * 100} %): ${parity}.`,
  ].join('\n'),
);
