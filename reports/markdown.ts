import {
  figureNumber,
  notesOf,
  type Block,
  type Cell,
  type ReportDocument,
  type Table,
} from './document.ts';
import type { Text } from './text/en.ts';

/** Fit for a pull request: the answer first, long tables folded, pictures by link to `charts/`. */
export function renderMarkdown(document: ReportDocument, text: Text): string {
  const body = document.sections.flatMap((section, index) => [
    `## ${escape(section.title)}`,
    // Beyond the first page everything is evidence: folded tables keep a comment short.
    ...section.blocks.map((block) => renderBlock(block, document, text, index > 0)),
  ]);
  return `${[`# ${escape(document.title)}`, escape(document.subtitle), ...body].join('\n\n')}\n`;
}

function renderBlock(block: Block, document: ReportDocument, text: Text, folded: boolean): string {
  switch (block.kind) {
    case 'paragraph':
      return escape(block.text);
    case 'list':
      return [
        ...(block.title === null ? [] : [`**${escape(block.title)}**`, '']),
        ...bullets(block.items),
      ].join('\n');
    case 'warnings':
      return [
        `> **${escape(block.title)}**`,
        '>',
        ...bullets(block.items).map((item) => `> ${item}`),
      ].join('\n');
    case 'claims':
      return bullets2(
        block.items.map((claim) => {
          const figure = claim.chartId === null ? null : figureNumber(document, claim.chartId);
          const pointer = figure === null ? '' : `, ${text.seeFigure(figure)}`;
          return `${escape(claim.text)} *(${escape(claim.gradeLabel)}${escape(pointer)})*`;
        }),
      );
    case 'chart': {
      const number = figureNumber(document, block.chart.id) ?? 0;
      const caption = `${text.figure(number)}. ${block.chart.title}`;
      return `![${escape(caption)}](charts/${block.chart.id}.svg)\n\n*${escape(caption)}. ${escape(block.chart.description)}*`;
    }
    case 'flame': {
      const { id, title, description } = block.flame;
      return `![${escape(title)}](charts/${id}.svg)\n\n*${escape(title)}. ${escape(description)}*`;
    }
    case 'table':
      return renderTable(block.table, folded);
  }
}

const bullets = (items: readonly string[]): readonly string[] =>
  items.map((item) => `- ${escape(item)}`);

const bullets2 = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

function renderTable(table: Table, folded: boolean): string {
  const notes = notesOf(table);
  const parts = [
    ...(table.explanation === null ? [] : [escape(table.explanation), '']),
    line(table.columns.map((column) => escape(column.title))),
    line(table.columns.map((column) => (column.align === 'right' ? '---:' : ':---'))),
    ...table.rows.map((row) => line(row.map((cell) => renderCell(cell, notes)))),
    ...(notes.length === 0 ? [] : ['']),
    ...notes.map((note, index) => `${index + 1}. ${escape(note)}`),
  ];
  return folded
    ? `<details><summary>${escape(table.title)}</summary>\n\n${parts.join('\n')}\n\n</details>`
    : `**${escape(table.title)}**\n\n${parts.join('\n')}`;
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function renderCell(cell: Cell, notes: readonly string[]): string {
  const detail = cell.detail === undefined ? '' : ` (${cell.detail})`;
  const mark = cell.note === undefined ? '' : ` [${notes.indexOf(cell.note) + 1}]`;
  return escape(`${cell.text}${detail}${mark}`);
}

/** Everything that Markdown or HTML in Markdown would read as more than text. */
const escape = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/([\\`*_[\]#|~!@])/g, '\\$1');
