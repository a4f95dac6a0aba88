/**
 * Makes the README's pictures and tables again from a run:
 * `node --import tsx scripts/gallery.ts runs/<id>`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analyse } from '../harness/analysis/report.ts';
import { readRun } from '../harness/trial/runFolder.ts';
import { drawPng } from '../reports/charts/draw.ts';
import { composeReport } from '../reports/compose.ts';
import { type Block, chartsOf } from '../reports/document.ts';
import { renderMarkdown } from '../reports/markdown.ts';
import { en } from '../reports/text/en.ts';

const PICTURES = 'reports/gallery';
const SHOWN = [
  'throughput-by-nodes-cluster',
  'throughput-by-cpu',
  'cpu-by-part-cluster',
  'cpu-per-request',
];

/** The first page in words and figures, without its pictures. */
const isAnswer = (block: Block): boolean =>
  block.kind === 'warnings' ||
  block.kind === 'claims' ||
  (block.kind === 'table' && block.table.id === 'overview');

const run = process.argv[2];
if (run === undefined) throw new Error('name the run: scripts/gallery.ts runs/<id>');

const { record } = await readRun(run);
const document = composeReport(analyse(record), en);
await mkdir(PICTURES, { recursive: true });
for (const chart of chartsOf(document).filter(({ id }) => SHOWN.includes(id)))
  await writeFile(join(PICTURES, `${chart.id}.png`), await drawPng(chart));

const answer = document.sections
  .filter(({ id }) => id === 'answer')
  .map((section) => ({ ...section, blocks: section.blocks.filter(isAnswer) }));
const markdown = renderMarkdown({ ...document, sections: answer }, en)
  .split('\n')
  .slice(2)
  .join('\n')
  .replace(/^## .*\n/m, '');
const readme = await readFile('README.md', 'utf8');
await writeFile(
  'README.md',
  readme.replace(
    /(<!-- a run -->\n)[\s\S]*(<!-- end -->)/,
    (_, start: string, end: string) => `${start}\n${markdown.trim()}\n\n${end}`,
  ),
);
