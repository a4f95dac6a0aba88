import type { Report } from '../harness/analysis/report.ts';
import { type FontFamily, readPageScripts } from './assets.ts';
import { drawPng, drawSvg } from './charts/draw.ts';
import { flameSvg } from './charts/flameSvg.ts';
import { composeReport } from './compose.ts';
import { renderCsv } from './csv.ts';
import { chartsOf, flamesOf, type ReportDocument } from './document.ts';
import { FORMATS, type Format } from './formats.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import { type PageSize, renderPdf } from './pdf.ts';
import { composeSideBySide } from './sideBySide/compose.ts';
import type { SideBySide } from './sideBySide/data.ts';
import { type Language, LANGUAGES } from './text/languages.ts';
import type { Text } from './text/en.ts';

/** File name below the folder of the report → content. */
export type ReportFiles = ReadonlyMap<string, Uint8Array | string>;

export interface RenderOptions {
  readonly formats: readonly Format[];
  readonly language: Language;
  readonly pageSize: PageSize;
}

/** A report in every format that is asked for. The same data gives the same files, whenever and wherever. */
export function renderAll(
  report: Report,
  options: Partial<RenderOptions> = {},
): Promise<ReportFiles> {
  const text = textOf(options);
  return renderDocument(
    {
      stem: 'report',
      document: composeReport(report, text),
      data: report,
      dataFile: 'analysis.json',
      csv: () => renderCsv([report]),
    },
    text,
    options,
  );
}

/** Several runs in one report. @param reports at least two */
export function renderSideBySide(
  reports: readonly Report[],
  options: Partial<RenderOptions> = {},
): Promise<ReportFiles> {
  const text = textOf(options);
  return renderDocument(
    {
      stem: 'report',
      document: composeSideBySide(reports, text),
      data: { schemaVersion: 1, reports } satisfies SideBySide,
      dataFile: 'analysis.json',
      csv: () => renderCsv(reports),
    },
    text,
    options,
  );
}

const textOf = ({ language = 'en' }: Partial<RenderOptions>): Text => LANGUAGES[language];

/** What every format is made from. */
export interface Rendering {
  /** Of the file names: `report.html`. */
  readonly stem: string;
  readonly document: ReportDocument;
  readonly data: object;
  readonly dataFile: string;
  /** Null where there are no trials to list. */
  readonly csv: (() => string) | null;
}

export async function renderDocument(
  { stem, document, data, dataFile, csv }: Rendering,
  text: Text,
  { formats = FORMATS, pageSize = 'A4' }: Partial<RenderOptions> = {},
): Promise<ReportFiles> {
  const render: Readonly<Record<Format, () => Promise<ReportFiles>>> = {
    html: async () =>
      one(`${stem}.html`, renderHtml(document, data, text, await readPageScripts())),
    pdf: async () => one(`${stem}.pdf`, await renderPdf(document, text, pageSize)),
    md: async () => one(`${stem}.md`, renderMarkdown(document, text)),
    csv: async () => (csv === null ? new Map() : one(`${stem}.csv`, csv())),
    json: async () => one(dataFile, `${JSON.stringify(data, null, 2)}\n`),
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
  for (const flame of flamesOf(document)) {
    files.set(`charts/${flame.id}.svg`, flameSvg(flame, `${font}, sans-serif`));
  }
  return files;
}
