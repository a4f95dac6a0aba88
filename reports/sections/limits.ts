import type { Report } from '../../harness/analysis/report.ts';
import { cpuPerRequest } from '../charts/cpuPerRequest.ts';
import { evenness } from '../charts/evenness.ts';
import { cpuByPart } from '../charts/cpuByPart.ts';
import { cellsOf, measurementOf, topologiesOf } from '../charts/points.ts';
import type { Cell, Section, Table } from '../document.ts';
import { numberCell, percent, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartBlock, tableBlock } from './drawn.ts';
import { evennessTable } from './evenness.ts';

/** How full every part was: the pictures, then all figures. */
export function limitsSection(report: Report, text: Text): Section {
  const measured = topologiesOf(report).map((topology) => ({
    topology,
    points: cellsOf(report, topology).filter((entry) => measurementOf(entry) !== null).length,
  }));
  // One column shows no growth: such a topology is in the table alone, unless there is no other.
  const several = measured.filter(({ points }) => points > 1);
  const drawn = several.length > 0 ? several : measured.filter(({ points }) => points > 0);
  return {
    id: 'limits',
    title: text.sections.limits.title,
    blocks: [
      { kind: 'paragraph', text: text.sections.limits.intro },
      ...drawn.flatMap(({ topology }) => chartBlock(cpuByPart(report, topology, text))),
      ...chartBlock(cpuPerRequest(report, text)),
      { kind: 'table', table: cpuTable(report, text) },
      ...chartBlock(evenness(report, text)),
      ...tableBlock(evennessTable(report, text)),
    ],
  };
}

function cpuTable(report: Report, text: Text): Table {
  const words = text.tables.cpu;
  return {
    id: 'cpu',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.cell, align: 'left' },
      { title: text.tables.part, align: 'left' },
      { title: text.tables.role, align: 'left' },
      { title: words.replicas, align: 'right' },
      { title: words.used, align: 'right' },
      { title: words.quota, align: 'right' },
      { title: words.mean, align: 'right' },
      { title: words.max, align: 'right' },
      { title: words.throttled, align: 'right' },
      { title: words.perRequest, align: 'right' },
    ],
    rows: report.cells.flatMap((entry) =>
      (measurementOf(entry)?.cpuByGroup ?? []).map((use): readonly Cell[] => [
        { text: entry.cell.id },
        { text: use.group ?? text.none },
        { text: text.roleNames[use.role] },
        numberCell(use.replicas, whole, words.noRequests),
        numberCell(use.usedCores, plain, words.noRequests),
        numberCell(use.quotaCores, plain, words.noRequests),
        numberCell(use.meanUtilisation, percent, words.noRequests),
        numberCell(use.maxUtilisation, percent, words.noRequests),
        numberCell(use.throttledShare, percent, words.noRequests),
        numberCell(use.cpuMsPerRequest, plain, words.noRequests),
      ]),
    ),
  };
}
