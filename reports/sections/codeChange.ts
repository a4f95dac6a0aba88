import type { Report } from '../../harness/analysis/report.ts';
import type { Block, Cell } from '../document.ts';
import { knownCell, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { tableBlock } from './drawn.ts';

/** What the effort of splitting is made of, beside whether it pays back: counts of the code. */
export function codeChangeBlocks(report: Report, text: Text): readonly Block[] {
  if (report.codeChange === null) return [];
  const { countedBy, calls, transactions, settlers, joins, foreignKeys } = report.codeChange;
  const words = text.codeChange;
  const row = (what: string, count: number, where: readonly string[]): readonly Cell[] => [
    { text: what },
    knownCell(count, whole),
    { text: where.length === 0 ? text.none : where.join('; ') },
  ];
  return tableBlock({
    id: 'code-change',
    title: words.title,
    explanation: words.explanation(countedBy),
    columns: [
      { title: words.what, align: 'left' },
      { title: words.count, align: 'right' },
      { title: words.where, align: 'left' },
    ],
    rows: [
      row(
        words.calls,
        calls.reduce((sum, { places }) => sum + places, 0),
        calls.map(({ from, to, places }) => `${from} → ${to} ${whole(places)}`),
      ),
      row(
        words.transactions,
        transactions.length,
        transactions.map(({ operation, writesIn, steps }) =>
          words.transaction(operation, writesIn, steps),
        ),
      ),
      row(
        words.settlers,
        settlers.length,
        settlers.map(({ name, touches }) => words.within(name, touches)),
      ),
      row(
        words.joins,
        joins.length,
        joins.map(({ operation, readsIn }) => words.within(operation, readsIn)),
      ),
      row(
        words.foreignKeys,
        foreignKeys.length,
        foreignKeys.map(({ column, to }) => `${column} → ${to}`),
      ),
    ],
  });
}
