import type { OfferedCurve } from '../../harness/analysis/offered/curve.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { latencyAtEqualLoad } from '../charts/latencyAtEqualLoad.ts';
import { loadLatency } from '../charts/loadLatency.ts';
import type { Block, Cell, Table } from '../document.ts';
import { estimateCell, numberCell, percent, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartBlock, tableBlock } from './drawn.ts';

/** Load that is offered whatever the server does (open model); nothing where no probe was completed. */
export function offeredBlocks(report: Report, text: Text): readonly Block[] {
  const curves = report.offered.filter(({ points }) => points.length > 0);
  if (curves.length === 0) return [];
  return [
    { kind: 'paragraph', text: text.offered.intro },
    ...chartBlock(latencyAtEqualLoad(report, text)),
    ...tableBlock(capacityTable(report, curves, text)),
    ...curves.flatMap((curve) => chartBlock(loadLatency(report, curve, text))),
    ...tableBlock(pointsTable(curves, text)),
  ];
}

function capacityTable(report: Report, curves: readonly OfferedCurve[], text: Text): Table {
  const words = text.offered.capacity;
  const { slo } = report.experiment;
  return {
    id: 'capacity',
    title: words.title,
    explanation: words.explanation(plain(slo.p99Ms), percent(slo.errorShare)),
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: text.tables.nodes, align: 'right' },
      { title: text.tables.cpuBought, align: 'right' },
      { title: words.capacity, align: 'right' },
      { title: words.perCore, align: 'right' },
      { title: words.probes, align: 'right' },
    ],
    rows: curves.map((curve): readonly Cell[] => {
      const { value } = curve.capacityPerSecond;
      return [
        { text: curve.cell.topology },
        numberCell(curve.cell.scale, whole, ''),
        numberCell(curve.provisionedCpuCores, plain, ''),
        estimateCell(curve.capacityPerSecond, text),
        numberCell(
          value === null ? null : value / curve.provisionedCpuCores,
          plain,
          words.noCapacity,
        ),
        numberCell(curve.probes, whole, ''),
      ];
    }),
  };
}

function pointsTable(curves: readonly OfferedCurve[], text: Text): Table {
  const words = text.offered.points;
  const { latency } = text.tables;
  return {
    id: 'offered',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: text.tables.nodes, align: 'right' },
      { title: words.offered, align: 'right' },
      { title: words.carried, align: 'right' },
      { title: text.tables.points.errors, align: 'right' },
      { title: latency.p50, align: 'right' },
      { title: latency.p90, align: 'right' },
      { title: latency.p99, align: 'right' },
      { title: latency.p999, align: 'right' },
    ],
    rows: curves.flatMap((curve) =>
      curve.points.map((point): readonly Cell[] => [
        { text: curve.cell.topology },
        numberCell(curve.cell.scale, whole, ''),
        numberCell(point.ratePerSecond, plain, ''),
        numberCell(point.carriedPerSecond, plain, ''),
        numberCell(point.errorShare, percent, ''),
        estimateCell(point.latency.p50Ms, text),
        estimateCell(point.latency.p90Ms, text),
        estimateCell(point.latency.p99Ms, text),
        estimateCell(point.latency.p999Ms, text),
      ]),
    ),
  };
}
