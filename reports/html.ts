import { createHash } from 'node:crypto';
import { Eta } from 'eta';
import type { PageScripts } from './assets.ts';
import type { FlamePicture } from './charts/flamePicture.ts';
import { flameSvg } from './charts/flameSvg.ts';
import { chartsOf, figureNumber, notesOf, type ReportDocument } from './document.ts';
import type { PageData } from './html/data.ts';
import { STYLE } from './html/style.ts';
import { TEMPLATE } from './html/template.ts';
import type { Text } from './text/en.ts';

/** One file that needs nothing else: styles, scripts and the raw data are inside it, and nothing is fetched. */
export function renderHtml(
  document: ReportDocument,
  report: object,
  text: Text,
  scripts: PageScripts,
): string {
  const data: PageData = { report, charts: chartsOf(document), controls: text.controls };
  return new Eta({ autoEscape: true }).renderString(TEMPLATE, {
    document,
    text,
    style: STYLE,
    figure: (chartId: string | null) => (chartId === null ? null : figureNumber(document, chartId)),
    notes: notesOf,
    flame: (picture: FlamePicture) => flameSvg(picture, 'inherit'),
    data: jsonIsland(data),
    chartLibrary: scripts.chartLibrary,
    pageScript: scripts.page,
    contentSecurityPolicy: contentSecurityPolicy(scripts),
  });
}

const hash = (content: string): string =>
  `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

/** Only the two scripts of this page may run, by their hash; nothing may be loaded from anywhere. */
function contentSecurityPolicy(scripts: PageScripts): string {
  return [
    "default-src 'none'",
    `script-src ${hash(scripts.chartLibrary)} ${hash(scripts.page)}`,
    `style-src ${hash(STYLE)}`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** JSON that can't end its script element or open another, and is still JSON. */
const jsonIsland = (data: PageData): string =>
  JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
