import { carries } from '../../harness/analysis/economics/bestBuy.ts';
import type { Report } from '../../harness/analysis/report.ts';
import type { Block, Cell } from '../document.ts';
import { estimateCell, plain } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { candidateCell } from './candidateCell.ts';
import { tableBlock } from './drawn.ts';

/** How long today's system and each option last under the stated growth. */
export function growthBlocks(report: Report, text: Text): readonly Block[] {
  const { growth } = report.experiment.economics;
  if (!growth) return [{ kind: 'paragraph', text: text.economics.section.noGrowth }];
  const words = text.economics.reachTable;
  return tableBlock({
    id: 'reach',
    title: words.title,
    explanation: words.explanation(growth),
    columns: [
      { title: text.economics.optionsTable.option, align: 'left' },
      { title: words.capacity, align: 'right' },
      { title: words.basis, align: 'left' },
      { title: words.months, align: 'right' },
      { title: words.expected, align: 'right' },
      { title: words.range, align: 'right' },
    ],
    rows: report.economics.reaches.map(({ candidate, reach }, index): readonly Cell[] => [
      index === 0
        ? {
            text: text.economics.optionsTable.today,
            detail: text.economics.optionsTable.size(candidate),
          }
        : candidateCell(candidate, text),
      estimateCell(carries(candidate), text),
      { text: words.bases[reach.within] },
      estimateCell(reach.months, text, plain),
      reach.expected === null ? { text: text.none, note: words.noMonth } : { text: reach.expected },
      { text: `${reach.earliest ?? text.none} – ${reach.latest ?? words.later}` },
    ]),
  });
}
