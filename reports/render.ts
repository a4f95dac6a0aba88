import type { Report } from '../harness/analysis/report.ts';
import { type FontFamily, readPageScripts } from './assets.ts';
import { drawPng, drawSvg } from './charts/draw.ts';
import { composeReport } from './compose.ts';
import { renderCsv } from './csv.ts';
import { chartsOf, type ReportDocument } from './document.ts';
import { FORMATS, type Format } from './formats.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { type PageSize, renderPdf } from './pdf.ts';
import { type Language, LANGUAGES } from './text/languages.ts';

/** File name below the run's folder → content. */
export type ReportFiles = ReadonlyMap<string, Uint8Array | string>;

export interface RenderOptions {
  readonly formats: readonly Format[];
  readonly language: Language;
  readonly pageSize: PageSize;
}

/** A report in every format that is asked for. The same data gives the same files, whenever and wherever. */
export async function renderAll(
  report: Report,
  options: Partial<RenderOptions> = {},
): Promise<ReportFiles> {
  const { formats = FORMATS, language = 'en', pageSize = 'A4' } = options;
  const text = LANGUAGES[language];
  const document = composeReport(report, text);
  const render: Readonly<Record<Format, () => Promise<ReportFiles>>> = {
    html: async () =>
      one('report.html', renderHtml(document, report, text, await readPageScripts())),
    pdf: async () => one('report.pdf', await renderPdf(document, text, pageSize)),
    md: async () => one('report.md', renderMarkdown(document, text)),
    csv: async () => one('report.csv', renderCsv(report)),
    json: async () => one('analysis.json', `${JSON.stringify(report, null, 2)}\n`),
    charts: () => pictures(document, text.fontFamily),
  };
  const files = new Map<string, Uint8Array | string>();
  for (const format of formats) {
    for (const [name, content] of await render[format]()) files.set(name, content);
  }
  return files;
}

const one = (name: string, content: Uint8Array | string): ReportFiles => new Map([[name, content]]);

async function pictures(document: ReportDocument, font: FontFamily): Promise<ReportFiles> {
  const files = new Map<string, Uint8Array | string>();
  for (const chart of chartsOf(document)) {
    files.set(`charts/${chart.id}.svg`, drawSvg(chart, font));
    files.set(`charts/${chart.id}.png`, await drawPng(chart, font));
  }
  return files;
}
