import type { Comparison } from '../../harness/analysis/comparison.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { throughputByCpu } from '../charts/throughputByCpu.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import { estimateCell, numberCell, plain, times } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { comparingTables } from './comparing.ts';
import { chartBlock, drawnCurves } from './drawn.ts';

/** All topologies on the axis of what they cost, and each pair at the same cost. */
export function comparisonSection(report: Report, text: Text): Section {
  // Without a curve the chart already stands on the first page.
  const chart = drawnCurves(report).length === 0 ? [] : chartBlock(throughputByCpu(report, text));
  return {
    id: 'comparison',
    title: text.sections.comparison.title,
    blocks: [
      { kind: 'paragraph', text: text.sections.comparison.intro },
      ...chart,
      ...report.comparisons.flatMap((comparison, index): readonly Block[] => {
        const table = equalCpuTable(comparison, `equal-cpu-${index + 1}`, text);
        return table.rows.length > 0
          ? [{ kind: 'table', table }]
          : [{ kind: 'paragraph', text: `${table.title}: ${table.explanation}` }];
      }),
      ...comparingTables(report, text).map((table): Block => ({ kind: 'table', table })),
    ],
  };
}

function equalCpuTable(comparison: Comparison, id: string, text: Text): Table {
  const words = text.tables.equalCpu;
  const { first, second } = comparison;
  return {
    id,
    title: words.title(first, second),
    explanation: words.explanation(first, second, comparison.crossover),
    columns: [
      { title: text.tables.cpuBought, align: 'right' },
      { title: words.throughputOf(first), align: 'right' },
      { title: words.throughputOf(second), align: 'right' },
      { title: words.ratio, align: 'right' },
      { title: words.outcome(first), align: 'left' },
    ],
    rows: comparison.points.map((point): readonly Cell[] => [
      numberCell(point.provisionedCpuCores, plain, ''),
      estimateCell(point.firstPerSecond, text),
      estimateCell(point.secondPerSecond, text),
      estimateCell(point.ratio, text, times),
      { text: words.outcomes[point.grade] },
    ]),
  };
}
