import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { notesOf, type Cell, type Table } from '../document.ts';
import type { Text } from '../text/en.ts';
import { MUTED, TABLE_LAYOUT } from './style.ts';

/** Nobody reads more on paper, and pdfmake's time and memory grow with every cell (a thousand trials: 15 s). */
const MOST_ROWS = 80;

/** A short table is never cut by a page's end. */
const MOST_ROWS_TOGETHER = 12;

/**
 * A table with its explanation and notes below. The title is its first head row: it can't stay behind
 * at the foot of a page, and comes again where the table goes on. @param widthPoints of the column of text
 */
export function tableContent(whole: Table, text: Text, widthPoints: number): readonly Content[] {
  const table = { ...whole, rows: whole.rows.slice(0, MOST_ROWS) };
  const missing = whole.rows.length - table.rows.length;
  const notes = notesOf(table);
  const lines = [
    ...(missing === 0 ? [] : [text.moreRows(missing)]),
    ...(table.explanation === null ? [] : [table.explanation]),
    // In one paragraph: a table may have a dozen.
    ...(notes.length === 0
      ? []
      : [notes.map((note, index) => `${index + 1}. ${note}`).join('    ')]),
  ];
  const content: readonly Content[] = [
    {
      layout: TABLE_LAYOUT,
      margin: [0, 9, 0, 0],
      table: {
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths: columnWidths(table, widthPoints),
        body: [
          titleRow(table),
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
    ...lines.map((text): Content => ({ text, style: 'footnote', margin: [2, 2, 0, 0] })),
  ];
  return table.rows.length <= MOST_ROWS_TOGETHER
    ? [{ unbreakable: true, stack: [...content] }]
    : content;
}

const titleRow = (table: Table): TableCell[] => [
  {
    text: table.title,
    id: `table-${table.id}`,
    style: 'tableTitle',
    colSpan: table.columns.length,
  },
  ...table.columns.slice(1).map(() => ({})),
];

function cellText(cell: Cell, notes: readonly string[]): Content[] {
  return [
    cell.text,
    ...(cell.note === undefined
      ? []
      : [{ text: ` ${notes.indexOf(cell.note) + 1}`, sup: true, fontSize: 9 }]),
    ...(cell.detail === undefined ? [] : [{ text: `\n${cell.detail}`, color: MUTED, fontSize: 6 }]),
  ];
}

const PADDING_POINTS = 6;
/** Mean width of a letter in a bold 7 pt head, in a 7.5 pt cell and in its 6 pt detail, a little above Inter's. */
const HEAD_LETTER_POINTS = 4.4;
const CELL_LETTER_POINTS = 4.1;
const DETAIL_LETTER_POINTS = 3.4;
/** Room that every column may have beyond what it needs, where there is any. */
const BREATH_POINTS = 15;
/** A word up to here is not broken; a longer name is. */
const LONGEST_WORD = 15;

const longestWord = (text: string): number =>
  Math.max(...text.split(/\s+/).map((word) => Math.min(LONGEST_WORD, word.length)));

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/**
 * Each column holds the longest word of its head and cells; what is left is shared in proportion to
 * the text. Given in points, not `auto`: pdfmake makes an `auto` column as wide as its longest word,
 * and one long name would push the table off the page.
 */
function columnWidths(table: Table, widthPoints: number): number[] {
  const least = table.columns.map(({ title }, column) =>
    Math.max(
      longestWord(title) * HEAD_LETTER_POINTS + 2,
      ...table.rows.map((row) => longestWord(row[column]?.text ?? '') * CELL_LETTER_POINTS),
    ),
  );
  const wanted = table.columns.map((_, column) =>
    Math.max(
      1,
      ...table.rows.map((row) =>
        Math.max(
          Math.min(40, row[column]?.text.length ?? 0) * CELL_LETTER_POINTS,
          (row[column]?.detail?.length ?? 0) * DETAIL_LETTER_POINTS,
        ),
      ),
    ),
  );
  const lacking = wanted.map(
    (width, column) => BREATH_POINTS + Math.max(0, width - (least[column] ?? 0)),
  );
  const available = widthPoints - PADDING_POINTS * least.length;
  const free = available - sum(least);
  return free < 0
    ? least.map((width) => (available * width) / sum(least))
    : least.map((width, column) => width + (free * (lacking[column] ?? 0)) / sum(lacking));
}
