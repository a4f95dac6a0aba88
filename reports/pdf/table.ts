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
/** Chinese characters are as wide as the font is high: about two letters. */
const WIDE = /[\u2e80-\uffef]/g;
/** A word up to here is not broken; a longer name is. */
const LONGEST_WORD = 15;
/** Longer text is wrapped whatever room there is. */
const LONGEST_LINE = 40;

const lettersOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0) * 0.8;

const longestWord = (text: string): number =>
  Math.max(...text.split(/\s+/).map((word) => Math.min(LONGEST_WORD, word.length)));

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/** What a cell wants for one line of text and one of detail; without detail its text may take both lines. */
const wantedBy = (cell: Cell, row: readonly Cell[]): number => {
  const lines = cell.detail === undefined && row.some(({ detail }) => detail !== undefined) ? 2 : 1;
  return Math.max(
    (Math.min(LONGEST_LINE, lettersOf(cell.text)) * CELL_LETTER_POINTS) / lines,
    lettersOf(cell.detail ?? '') * DETAIL_LETTER_POINTS,
  );
};

/**
 * Each column holds the longest word of its head and cells; of what is left, those that lack least get
 * all they lack first, so that as few as can be are wrapped. Given in points, not `auto`: pdfmake makes
 * an `auto` column as wide as its longest word, and one long name would push the table off the page.
 */
function columnWidths(table: Table, widthPoints: number): number[] {
  const least = table.columns.map(({ title }, column) =>
    Math.max(
      longestWord(title) * HEAD_LETTER_POINTS + 2,
      ...table.rows.map((row) => longestWord(row[column]?.text ?? '') * CELL_LETTER_POINTS),
    ),
  );
  const lacking = table.columns.map((_, column) =>
    Math.max(
      0,
      ...table.rows.map((row) => {
        const cell = row[column];
        return cell ? wantedBy(cell, row) - (least[column] ?? 0) : 0;
      }),
    ),
  );
  const available = widthPoints - PADDING_POINTS * least.length;
  const free = available - sum(least);
  if (free < 0) return least.map((width) => (available * width) / sum(least));
  const given = sharedOut(free, lacking);
  const breath = (free - sum(given)) / least.length;
  return least.map((width, column) => width + (given[column] ?? 0) + breath);
}

/** Of `free`, to each what it lacks, the smallest first, and never more than an equal part of what is left. */
function sharedOut(free: number, lacking: readonly number[]): readonly number[] {
  const given = lacking.map(() => 0);
  const smallestFirst = lacking
    .map((lack, column) => ({ lack, column }))
    .toSorted((a, b) => a.lack - b.lack);
  let left = free;
  smallestFirst.forEach(({ lack, column }, index) => {
    const share = Math.min(lack, left / (lacking.length - index));
    given[column] = share;
    left -= share;
  });
  return given;
}
