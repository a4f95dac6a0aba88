import type { Report } from '../../harness/analysis/report.ts';
import { predictions } from '../charts/predictions.ts';
import type { Block, Cell } from '../document.ts';
import { estimateCell, numberCell, plain, signedPercent, times } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartBlock } from './drawn.ts';

/** What the operational laws said before, beside what was measured; nothing where there was nothing to predict. */
export function predictionBlocks(report: Report, text: Text): readonly Block[] {
  if (report.predictions.length === 0) return [];
  const words = text.tables.prediction;
  return [
    { kind: 'paragraph', text: text.sections.prediction.intro },
    ...chartBlock(predictions(report, text)),
    {
      kind: 'table',
      table: {
        id: 'prediction',
        title: words.title,
        explanation: words.explanation,
        columns: [
          { title: text.tables.cell, align: 'left' },
          { title: words.wall, align: 'right' },
          { title: words.wallAt, align: 'left' },
          { title: words.predicted, align: 'right' },
          { title: words.measured, align: 'right' },
          { title: words.machine, align: 'right' },
          { title: words.error, align: 'right' },
          { title: words.from, align: 'left' },
        ],
        rows: report.predictions.map((prediction): readonly Cell[] => [
          { text: prediction.cellId },
          numberCell(prediction.wallPerSecond, plain, ''),
          { text: prediction.wallAt.group },
          numberCell(prediction.throughputPerSecond, plain, ''),
          estimateCell(prediction.measuredPerSecond, text),
          numberCell(prediction.machine, times, ''),
          numberCell(prediction.relativeError, signedPercent, words.noError),
          { text: prediction.fromCellId },
        ]),
      },
    },
  ];
}
