import { readPageScripts } from '../assets.ts';
import { drawPng, drawSvg } from '../charts/draw.ts';
import { chartsOf } from '../document.ts';
import { renderHtml } from '../html.ts';
import { renderMarkdown } from '../markdown.ts';
import { renderPdf } from '../pdf.ts';
import type { ReportFiles } from '../render.ts';
import { en } from '../text/en.ts';
import { composeNightly } from './compose.ts';
import type { NightlyReport } from './data.ts';

/** A night's report in every format; the same data gives the same files. */
export async function renderNightly(report: NightlyReport): Promise<ReportFiles> {
  const document = composeNightly(report);
  const files = new Map<string, Uint8Array | string>([
    ['nightly.html', renderHtml(document, report, en, await readPageScripts())],
    ['nightly.pdf', await renderPdf(document, en)],
    ['nightly.md', renderMarkdown(document, en)],
    ['nightly.json', `${JSON.stringify(report, null, 2)}\n`],
  ]);
  for (const chart of chartsOf(document)) {
    files.set(`charts/${chart.id}.svg`, drawSvg(chart));
    files.set(`charts/${chart.id}.png`, await drawPng(chart));
  }
  return files;
}
