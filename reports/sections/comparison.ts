import type { Comparison } from '../../harness/analysis/comparison.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { throughputByCpu } from '../charts/throughputByCpu.ts';
import type { Block, Cell, Section, Table } from '../document.ts';
import { estimateCell, numberCell, plain, times } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { drawnCurves } from './answer.ts';

/** All topologies on the axis of what they cost, and each pair at the same cost. */
export function comparisonSection(report: Report, text: Text): Section {
  // Without a curve the chart already stands on the first page.
  const chart: readonly Block[] =
    drawnCurves(report).length === 0
      ? []
      : [{ kind: 'chart', chart: throughputByCpu(report, text) }];
  return {
    id: 'comparison',
    title: text.sections.comparison.title,
    blocks: [
      { kind: 'paragraph', text: text.sections.comparison.intro },
      ...chart,
      ...report.comparisons.map(
        (comparison, index): Block => ({
          kind: 'table',
          table: equalCpuTable(comparison, `equal-cpu-${index + 1}`, text),
        }),
      ),
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
      estimateCell(point.firstPerSecond),
      estimateCell(point.secondPerSecond),
      estimateCell(point.ratio, times),
      { text: words.outcomes[point.grade] },
    ]),
  };
}
