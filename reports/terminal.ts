import CliTable from 'cli-table3';
import type { Report } from '../harness/analysis/report.ts';
import { composeReport } from './compose.ts';
import { notesOf, type Block, type Cell, type Table } from './document.ts';
import { en } from './text/en.ts';

/** Read on a screen of this many columns, or in a log. */
const SCREEN_COLUMNS = 100;

/** What stands in the terminal at the end of a run: warnings, verdict and every point. Plain text, no colour. */
export function terminalTable(report: Report): string {
  const document = composeReport(report, en);
  const blocks = document.sections.flatMap((section) => section.blocks);
  const answer = document.sections[0]?.blocks ?? [];
  const points = blocks.filter((block) => block.kind === 'table' && block.table.id === 'points');
  const wallTest = document.sections.find(({ id }) => id === 'wall-test')?.blocks ?? [];
  return [
    printable(document.subtitle),
    ...answer.flatMap(sentences),
    ...points.flatMap(tableLines),
    ...wallTest.flatMap((block) => [...sentences(block), ...tableLines(block)]),
  ].join('\n\n');
}

const tableLines = (block: Block): readonly string[] =>
  block.kind === 'table' ? [renderTable(block.table)] : [];

function sentences(block: Block): readonly string[] {
  if (block.kind === 'warnings') return [`${block.title}\n${block.items.map(bullet).join('\n')}`];
  if (block.kind === 'paragraph') return [wrap(printable(block.text), SCREEN_COLUMNS).join('\n')];
  if (block.kind === 'claims') {
    return [block.items.map((claim) => bullet(`${claim.text} [${claim.gradeLabel}]`)).join('\n')];
  }
  return [];
}

const bullet = (text: string): string =>
  wrap(printable(text), SCREEN_COLUMNS - 2)
    .join('\n  ')
    .replace(/^/, '- ');

/** Width 0 keeps cli-table3 from colouring; boxes are lines that every terminal has. */
function renderTable(table: Table): string {
  const notes = notesOf(table);
  const box = new CliTable({
    head: table.columns.map((column) => wrap(printable(column.title), 14).join('\n')),
    colAligns: table.columns.map((column) => column.align),
    style: { head: [], border: [], compact: true },
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      right: '',
      'right-mid': '',
      mid: '-',
      'mid-mid': '-',
      middle: ' ',
    },
  });
  for (const row of table.rows) box.push(row.map((cell) => cellText(cell, notes)));
  const footnotes = notes.map((note, index) =>
    wrap(`${index + 1}. ${printable(note)}`, SCREEN_COLUMNS).join('\n   '),
  );
  return [printable(table.title), box.toString(), ...footnotes].join('\n');
}

function cellText(cell: Cell, notes: readonly string[]): string {
  const mark = cell.note === undefined ? '' : ` [${notes.indexOf(cell.note) + 1}]`;
  const detail = cell.detail === undefined ? '' : `\n${cell.detail}`;
  return `${wrap(printable(cell.text), 26).join('\n')}${mark}${detail}`;
}

/** Control characters would move the cursor or colour the screen. */
// oxlint-disable-next-line no-control-regex
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');

/** Lines of at most `columns` characters, broken at blanks, and within a word that is longer still. */
function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).flatMap((part) => chunks(part, columns))) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

const chunks = (word: string, length: number): readonly string[] =>
  word.length <= length ? [word] : (word.match(new RegExp(`.{1,${length}}`, 'gu')) ?? []);
