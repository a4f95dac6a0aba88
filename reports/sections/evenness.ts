import type { Report } from '../../harness/analysis/report.ts';
import { curveCells, measurementOf } from '../charts/points.ts';
import type { Cell, Table } from '../document.ts';
import { estimateCell, numberCell, percent, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';

/** How the requests were dealt in every cell whose balancer had a choice. */
export function evennessTable(report: Report, text: Text): Table {
  const words = text.tables.evenness;
  return {
    id: 'evenness',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.cell, align: 'left' },
      { title: words.backend, align: 'left' },
      { title: words.servers, align: 'right' },
      { title: words.index, align: 'right' },
      { title: words.least, align: 'right' },
      { title: words.most, align: 'right' },
    ],
    rows: curveCells(report).flatMap((entry) =>
      (measurementOf(entry)?.system.evenness ?? []).map(
        ({ backend, servers, jainIndex }): readonly Cell[] => {
          const shares = servers.map(({ share }) => share);
          return [
            { text: entry.cell.id },
            { text: backend },
            numberCell(servers.length, whole, ''),
            estimateCell(jainIndex, text),
            numberCell(Math.min(...shares), percent, ''),
            numberCell(Math.max(...shares), percent, ''),
          ];
        },
      ),
    ),
  };
}
