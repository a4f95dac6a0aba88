import type { Report } from '../../harness/analysis/report.ts';
import type { Block, Cell } from '../document.ts';
import { estimateCell } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { tableBlock } from './drawn.ts';

/** Walls at other sizes, beside those at the measured ones; nothing where nobody asked for them. */
export function whatIfBlocks(report: Report, text: Text): readonly Block[] {
  if (!report.whatIf) return [];
  const words = text.tables.whatIf;
  return tableBlock({
    id: 'what-if',
    title: words.title(report.whatIf.sizes),
    explanation: words.explanation,
    columns: [
      { title: text.tables.cell, align: 'left' },
      { title: words.asMeasured, align: 'right' },
      { title: words.wallAt, align: 'left' },
      { title: words.changed, align: 'right' },
      { title: words.wallAt, align: 'left' },
    ],
    rows: report.whatIf.cells.map(({ cellId, asMeasured, changed }): readonly Cell[] => [
      { text: cellId },
      estimateCell(asMeasured.perSecond, text),
      { text: `${asMeasured.group} (${text.roleNames[asMeasured.role]})` },
      estimateCell(changed.perSecond, text),
      { text: `${changed.group} (${text.roleNames[changed.role]})` },
    ]),
  });
}
