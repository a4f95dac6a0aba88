import type { Report } from '../../harness/analysis/report.ts';
import type { Cell, Section, Table } from '../document.ts';
import { numberCell, type NumberFormat, percent, whole } from '../figures.ts';
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
const atMostAll: NumberFormat = (share) => (share > 1 ? `> ${percent(1)}` : percent(share));

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
      numberCell(sensitivity.throughput, atMostAll, words.noRepetition),
      numberCell(sensitivity.cpuMsPerRequest, atMostAll, words.noRepetition),
    ]),
  };
}
