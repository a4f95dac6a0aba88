import type { Report } from '../harness/analysis/report.ts';
import { readPageScripts } from './assets.ts';
import { drawPng, drawSvg } from './charts/draw.ts';
import { composeReport } from './compose.ts';
import { renderCsv } from './csv.ts';
import { chartsOf } from './document.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { renderPdf } from './pdf.ts';
import { en } from './text/en.ts';

/** File name below the run's folder → content. */
export type ReportFiles = ReadonlyMap<string, Uint8Array | string>;

/** A report in every format. The same data gives the same files, whenever and wherever it is done. */
export async function renderAll(report: Report): Promise<ReportFiles> {
  const text = en;
  const document = composeReport(report, text);
  const files = new Map<string, Uint8Array | string>([
    ['report.html', renderHtml(document, report, text, await readPageScripts())],
    ['report.pdf', await renderPdf(document, text)],
    ['report.md', renderMarkdown(document, text)],
    ['report.csv', renderCsv(report)],
  ]);
  for (const chart of chartsOf(document)) {
    files.set(`charts/${chart.id}.svg`, drawSvg(chart));
    files.set(`charts/${chart.id}.png`, await drawPng(chart));
  }
  return files;
}
