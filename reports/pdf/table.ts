import type { Content } from 'pdfmake/interfaces.js';
import { notesOf, type Cell, type Table } from '../document.ts';
import { MUTED, TABLE_LAYOUT } from './style.ts';

const PADDING_POINTS = 6;

/** A table with its title, explanation and notes. @param widthPoints of the column of text */
export function tableContent(table: Table, widthPoints: number): readonly Content[] {
  const notes = notesOf(table);
  return [
    { text: table.title, style: 'tableTitle' },
    ...(table.explanation === null ? [] : [{ text: table.explanation, style: 'caption' }]),
    {
      layout: TABLE_LAYOUT,
      table: {
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: columnWidths(table, widthPoints),
        body: [
          table.columns.map(({ title, align }) => ({
            text: title,
            style: 'tableHead',
            alignment: align,
          })),
          ...table.rows.map((row) =>
            row.map((cell, index) => ({
              text: cellText(cell, notes),
              style: 'tableCell',
              alignment: table.columns[index]?.align ?? 'left',
            })),
          ),
        ],
      },
    },
    ...notes.map((note, index) => ({
      text: `${index + 1}. ${note}`,
      style: 'footnote',
      margin: [2, index === 0 ? 3 : 0, 0, 0] as [number, number, number, number],
    })),
  ];
}

function cellText(cell: Cell, notes: readonly string[]): Content[] {
  return [
    cell.text,
    ...(cell.note === undefined
      ? []
      : [{ text: ` ${notes.indexOf(cell.note) + 1}`, sup: true, fontSize: 9 }]),
    ...(cell.detail === undefined ? [] : [{ text: `\n${cell.detail}`, color: MUTED, fontSize: 6 }]),
  ];
}

/** Mean width of a bold 7 pt letter, a little above Inter's. */
const HEAD_LETTER_POINTS = 4.4;
const MARGIN_OF_WORDS_POINTS = 3;

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/**
 * Each column holds the longest word of its head; what is left is shared in proportion to the text
 * below. Given in points, not `auto`: pdfmake makes an `auto` column as wide as its longest word,
 * and one long name would push the table off the page.
 */
function columnWidths(table: Table, widthPoints: number): number[] {
  const heads = table.columns.map(
    ({ title }) =>
      Math.max(...title.split(' ').map((word) => word.length)) * HEAD_LETTER_POINTS +
      MARGIN_OF_WORDS_POINTS,
  );
  const texts = table.columns.map((_, column) => {
    const lengths = table.rows.map((row) => {
      const cell = row[column];
      return Math.max(cell?.text.length ?? 0, (cell?.detail?.length ?? 0) * 0.8);
    });
    return Math.min(40, Math.max(1, ...lengths));
  });
  const available = widthPoints - PADDING_POINTS * heads.length;
  const free = available - sum(heads);
  return free < 0
    ? heads.map((head) => (available * head) / sum(heads))
    : heads.map((head, column) => head + (free * (texts[column] ?? 0)) / sum(texts));
}
