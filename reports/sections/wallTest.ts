import type { Report } from '../../harness/analysis/report.ts';
import type { WallTest } from '../../harness/analysis/wallTest/wallTest.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import { estimateCell, numberCell, plain, times } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { drawnCurves } from './drawn.ts';

/** Whether the limiter is proved: what moved when each resource was raised, or how to find out. */
export function wallTestSection(report: Report, text: Text): Section {
  const words = text.wallTest;
  const topologies = drawnCurves(report).map(({ topology }) => topology);
  const blocks: readonly Block[] =
    report.wallTests.length === 0
      ? [{ kind: 'paragraph', text: words.none(topologies) }]
      : [
          { kind: 'paragraph', text: words.intro },
          ...report.wallTests.flatMap((test, index): readonly Block[] => [
            { kind: 'paragraph', text: words.verdict(test) },
            ...(test.raises.length === 0
              ? []
              : [{ kind: 'table' as const, table: raisesTable(test, index, text) }]),
          ]),
        ];
  return { id: 'wall-test', title: words.title, blocks };
}

function raisesTable({ cellId, suspect, raises }: WallTest, index: number, text: Text): Table {
  const words = text.wallTest;
  return {
    id: `wall-test-${index + 1}`,
    title: words.tableTitle(cellId),
    explanation: words.explanation,
    columns: [
      { title: words.raised, align: 'left' },
      { title: words.part, align: 'left' },
      { title: words.predicted, align: 'right' },
      { title: words.measured, align: 'right' },
      { title: words.machine, align: 'right' },
      { title: words.change, align: 'right' },
      { title: words.outcome, align: 'left' },
    ],
    rows: raises.map((raise): readonly Cell[] => [
      { text: words.raisedNames[raise.raised] },
      { text: raise.raised === suspect ? words.suspect : words.placebo },
      numberCell(raise.predictedPerSecond, plain, words.noPrediction),
      estimateCell(raise.measuredPerSecond, text),
      numberCell(raise.machine, times, ''),
      estimateCell(raise.change, text, times),
      { text: words.moves[raise.outcome] },
    ]),
  };
}
