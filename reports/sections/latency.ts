import type { Report, ReportCell } from '../../harness/analysis/report.ts';
import { latencyByNodes } from '../charts/latencyByNodes.ts';
import { curveCells, measurementOf } from '../charts/points.ts';
import { slug } from '../charts/names.ts';
import type { Cell, Section, Table } from '../document.ts';
import { estimateCell, estimateCellOr, numberCell, percent, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartBlock, drawnCurves, tableBlock } from './drawn.ts';
import { offeredBlocks } from './offered.ts';

/** Response times by nodes, and by route at the last point of each curve. */
export function latencySection(report: Report, text: Text): Section {
  const curves = drawnCurves(report);
  const largest = curves.flatMap((curve) => {
    const last = curve.points.at(-1);
    const entry = report.cells.find((one) => one.cell.id === last?.cellId);
    return entry === undefined ? [] : [entry];
  });
  return {
    id: 'latency',
    title: text.sections.latency.title,
    blocks: [
      ...offeredBlocks(report, text),
      { kind: 'paragraph', text: text.sections.latency.intro },
      ...curves.flatMap((curve) => chartBlock(latencyByNodes(report, curve.topology, text))),
      { kind: 'table', table: latencyTable(report, text) },
      ...largest.flatMap((entry) => tableBlock(routeTable(entry, text))),
    ],
  };
}

function latencyTable(report: Report, text: Text): Table {
  const words = text.tables.latency;
  return {
    id: 'latency',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.topology, align: 'left' },
      { title: text.tables.nodes, align: 'right' },
      { title: words.p50, align: 'right' },
      { title: words.p90, align: 'right' },
      { title: words.p99, align: 'right' },
      { title: words.p999, align: 'right' },
      { title: words.requests, align: 'right' },
    ],
    rows: curveCells(report).map((entry): readonly Cell[] => {
      const latency = measurementOf(entry)?.latency;
      const reason = entry.result.status === 'none' ? text.reasonClause(entry.result.reason) : '';
      return [
        { text: entry.cell.topology },
        numberCell(entry.cell.scale, whole, reason),
        estimateCellOr(latency?.p50Ms, reason, text),
        estimateCellOr(latency?.p90Ms, reason, text),
        estimateCellOr(latency?.p99Ms, reason, text),
        estimateCellOr(latency?.p999Ms, reason, text),
        numberCell(latency?.count ?? null, whole, reason),
      ];
    }),
  };
}

function routeTable(entry: ReportCell, text: Text): Table {
  const words = text.tables.routes;
  return {
    id: `routes-${slug(entry.cell.id)}`,
    title: words.title(entry.cell.id),
    explanation: null,
    columns: [
      { title: words.route, align: 'left' },
      { title: words.share, align: 'right' },
      { title: text.tables.latency.p50, align: 'right' },
      { title: text.tables.latency.p99, align: 'right' },
      { title: text.tables.points.hops, align: 'right' },
      { title: text.tables.points.errors, align: 'right' },
    ],
    rows: (measurementOf(entry)?.routes ?? []).map((route): readonly Cell[] => [
      { text: route.route },
      numberCell(route.share, percent, ''),
      estimateCell(route.latency.p50Ms, text),
      estimateCell(route.latency.p99Ms, text),
      numberCell(route.hopsPerRequest, plain, text.tables.points.noHops),
      numberCell(route.errorShare, percent, ''),
    ]),
  };
}
