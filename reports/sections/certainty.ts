import type { Report } from '../../harness/analysis/report.ts';
import type { Estimate } from '../../harness/model/estimate.ts';
import type { Cell, Section, Table } from '../document.ts';
import { estimateCell, numberCell, percentage, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { furtherClaims } from './claims.ts';
import { tableBlock } from './drawn.ts';
import { predictionBlocks } from './prediction.ts';
import { whatIfBlocks } from './whatIf.ts';

/** What the grades mean, whether what was predicted came true, and which differences this run could have missed. */
export const certaintySection = (report: Report, text: Text): Section => ({
  id: 'certainty',
  title: text.sections.certainty.title,
  blocks: [
    {
      kind: 'list',
      title: text.sections.grades,
      items: Object.entries(text.gradeMeaning).map(
        ([grade, meaning]) =>
          `${text.gradeLabels[grade as keyof typeof text.gradeLabels]}: ${meaning}`,
      ),
    },
    ...furtherClaims(report, text),
    ...predictionBlocks(report, text),
    ...whatIfBlocks(report, text),
    ...tableBlock(sensitivityTable(report, text)),
  ],
});

/** Beyond a doubling the figure only says that the run shows nothing. */
const effectCell = (effect: Estimate | null, text: Text): Cell => {
  if (effect === null) return numberCell(null, plain, text.method.sensitivityTable.noRepetition);
  return effect.value > 1
    ? { text: '> 100', sortBy: 100 * effect.value }
    : estimateCell(percentage(effect), text);
};

function sensitivityTable(report: Report, text: Text): Table {
  const words = text.method.sensitivityTable;
  return {
    id: 'sensitivity',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: words.trials, align: 'right' },
      { title: words.throughput, align: 'right' },
      { title: words.cpuMs, align: 'right' },
    ],
    rows: report.sensitivities.map((sensitivity): readonly Cell[] => [
      { text: sensitivity.topology },
      numberCell(sensitivity.trials, whole, ''),
      effectCell(sensitivity.throughput, text),
      effectCell(sensitivity.cpuMsPerRequest, text),
    ]),
  };
}
