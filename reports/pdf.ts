import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { FONTS } from './assets.ts';
import { drawSvgWithText, FLAT } from './charts/draw.ts';
import { flameSvg } from './charts/flameSvg.ts';
import { shortName } from './charts/names.ts';
import type { ChartSpec } from './charts/spec.ts';
import { figureNumber, type Block, type ReportDocument, type Section } from './document.ts';
import { INK, MUTED, STYLES, WARNING_LAYOUT } from './pdf/style.ts';
import { tableContent } from './pdf/table.ts';
import type { Text } from './text/en.ts';

export type PageSize = 'A4' | 'LETTER';

const PAGE_WIDTH_POINTS: Readonly<Record<PageSize, number>> = { A4: 595.28, LETTER: 612 };
const MARGIN_POINTS = 42;
const LINK = '#0055aa';
/** On the first page, which has to hold the answer, a chart is smaller. */
const FIRST_CHART_SHARE = 0.6;

const FONTS_BY_NAME = Object.fromEntries(
  Object.entries(FONTS).flatMap(([family, files]) => [
    [family, files],
    // What the charts call their bold text.
    [`${family} SemiBold`, { normal: files.bold, bold: files.bold }],
  ]),
);

const FONT_FILES = new Set<string>(Object.values(FONTS).flatMap((files) => Object.values(files)));

/** The whole document on paper: vector charts, embedded fonts, nothing fetched. */
export function renderPdf(
  document: ReportDocument,
  text: Text,
  pageSize: PageSize = 'A4',
): Promise<Uint8Array> {
  pdfmake.setFonts(FONTS_BY_NAME);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => FONT_FILES.has(path));
  return pdfmake.createPdf(definition(document, text, pageSize)).getBuffer();
}

function definition(
  document: ReportDocument,
  text: Text,
  pageSize: PageSize,
): TDocumentDefinitions {
  const width = PAGE_WIDTH_POINTS[pageSize] - 2 * MARGIN_POINTS;
  const [answer = [], ...evidence] = document.sections.map((section, index) =>
    sectionContent(section, document, text, {
      text: width,
      chart: index === 0 ? width * FIRST_CHART_SHARE : width,
    }),
  );
  return {
    pageSize,
    pageMargins: [MARGIN_POINTS, 34, MARGIN_POINTS, 40],
    language: document.language,
    displayTitle: true,
    info: {
      title: document.title,
      subject: document.subtitle,
      creator: 'Plateau',
      creationDate: new Date(document.createdAt),
      producer: 'pdfmake',
    },
    defaultStyle: { font: text.fontFamily, fontSize: 9, color: INK },
    styles: STYLES,
    footer: (page, pages) => ({
      columns: [
        { text: shortName(document.subtitle, 100), color: MUTED, fontSize: 7 },
        { text: text.page(page, pages), alignment: 'right', color: MUTED, fontSize: 7, width: 50 },
      ],
      margin: [MARGIN_POINTS, 14, MARGIN_POINTS, 0],
    }),
    content: [
      { text: document.title, style: 'title' },
      { text: document.subtitle, style: 'subtitle' },
      ...answer,
      {
        toc: { title: { text: text.contents, style: 'listTitle' }, numberStyle: { color: MUTED } },
      },
      ...evidence.flat(),
    ],
  };
}

/** In points. */
interface Widths {
  readonly text: number;
  readonly chart: number;
}

/** A heading stays on the page of what it heads: its sentence and, where it has one, the first picture. */
function sectionContent(
  section: Section,
  document: ReportDocument,
  text: Text,
  widths: Widths,
): readonly Content[] {
  const contents = section.blocks.map((block) => blockContent(block, document, text, widths));
  const firstChart = section.blocks.findIndex((block) => block.kind === 'chart');
  const together = firstChart >= 0 && firstChart <= 1 ? firstChart + 1 : 1;
  const heading: Content = {
    text: section.title,
    style: 'section',
    tocItem: true,
    id: section.id,
  };
  return [
    { unbreakable: true, stack: [heading, ...contents.slice(0, together).flat()] },
    ...contents.slice(together).flat(),
  ];
}

function blockContent(
  block: Block,
  document: ReportDocument,
  text: Text,
  widths: Widths,
): readonly Content[] {
  switch (block.kind) {
    case 'paragraph':
      return [{ text: block.text, style: 'body' }];
    case 'list':
      return [
        {
          // Only a long list may run over a page's end, and then with its title.
          unbreakable: block.items.length <= 12,
          stack: [
            ...(block.title === null ? [] : [{ text: block.title, style: 'listTitle' }]),
            { ul: [...block.items], style: 'body' },
          ],
        },
      ];
    case 'warnings':
      return [
        {
          layout: WARNING_LAYOUT,
          margin: [0, 0, 0, 8],
          table: {
            widths: [widths.text - 16],
            body: [
              [
                {
                  stack: [{ text: block.title, bold: true }, { ul: [...block.items] }],
                  fontSize: 8.5,
                },
              ],
            ],
          },
        },
      ];
    case 'claims':
      return [
        {
          style: 'body',
          ul: block.items.map((claim) => ({
            text: [
              claim.text,
              { text: ` [${claim.gradeLabel}]`, bold: true },
              ...pointer(claim.chartId, document, text),
              ...(claim.link
                ? [
                    ' ',
                    {
                      text: claim.link.text,
                      linkToDestination: `table-${claim.link.tableId}`,
                      color: LINK,
                    },
                  ]
                : []),
            ],
          })),
        },
      ];
    case 'chart': {
      const number = figureNumber(document, block.chart.id) ?? 0;
      return [
        {
          unbreakable: true,
          stack: [
            // pdfmake links to text only: an invisible line stands for the picture.
            { text: ' ', fontSize: 1, id: block.chart.id },
            ...picture(
              block.chart,
              `${text.figure(number)}. ${block.chart.description}`,
              text,
              widths,
            ),
          ],
        },
      ];
    }
    case 'flame':
      return [
        {
          unbreakable: true,
          stack: [
            { text: block.flame.title, style: 'listTitle' },
            { svg: flameSvg(block.flame, text.fontFamily), width: widths.chart },
            { text: block.flame.description, style: 'caption' },
          ],
        },
      ];
    case 'table':
      return tableContent(block.table, text, widths.text);
  }
}

/** With its caption below, or beside it where it leaves room there. */
function picture(chart: ChartSpec, words: string, text: Text, widths: Widths): readonly Content[] {
  const caption = { text: words, style: 'caption' };
  if (widths.chart === widths.text) {
    return [{ svg: drawSvgWithText(chart, text.fontFamily), width: widths.chart }, caption];
  }
  const svg = drawSvgWithText(chart, text.fontFamily, chart.kind === 'xy' ? FLAT : undefined);
  return [
    {
      columns: [
        { svg, width: widths.chart },
        { ...caption, width: widths.text - widths.chart, margin: [6, 20, 0, 0] },
      ],
    },
  ];
}

function pointer(chartId: string | null, document: ReportDocument, text: Text): Content[] {
  const number = chartId === null ? null : figureNumber(document, chartId);
  return number === null || chartId === null
    ? []
    : [' ', { text: text.seeFigure(number), linkToDestination: chartId, color: LINK }];
}
