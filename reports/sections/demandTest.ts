import type { Report } from '../../harness/analysis/report.ts';
import type { Block } from '../document.ts';
import type { Text } from '../text/en.ts';

/** Which demands come from a demand test, and which tests showed none; nothing where none was made. */
export function demandTestBlocks(report: Report, text: Text): readonly Block[] {
  const words = text.demandTest;
  const demands = report.predictions.flatMap((prediction) => prediction.demands);
  const sentences = report.cells.flatMap(({ cell: { id, squeezed } }) => {
    if (squeezed === null) return [];
    const groups = new Set(
      demands.filter(({ fromCellId }) => fromCellId === id).map(({ group }) => group),
    );
    return groups.size === 0
      ? [words.notShownFull(squeezed, id)]
      : [words.shownFull([...groups].join(', '), id)];
  });
  return sentences.length === 0 ? [] : [{ kind: 'paragraph', text: sentences.join(' ') }];
}
