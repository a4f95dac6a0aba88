import type { CpuUse } from '../../harness/analysis/cpuUse.ts';
import type { Report } from '../../harness/analysis/report.ts';
import type { Role } from '../../harness/model/plan.ts';
import { percent, plain } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { chartIdOf, shortName } from './names.ts';
import { cellsOf, measurementOf, topologiesOf } from './points.ts';
import type { HeatMap } from './spec.ts';

/** Along a request's way through the system. */
const ROLE_ORDER: readonly Role[] = ['balancer', 'app', 'database', 'generator'];

/** How full each part of one topology was at each number of nodes: where the dark row is, there is the wall. */
export function cpuByPart(report: Report, topology: string, text: Text): HeatMap {
  const cells = cellsOf(report, topology).filter((entry) => measurementOf(entry) !== null);
  const uses = cells.map((entry) => measurementOf(entry)?.cpuByGroup ?? []);
  const inOrder = ROLE_ORDER.flatMap((role) => uses.flat().filter((use) => use.role === role));
  const parts = [...new Set(inOrder.map(partOf))];
  return {
    kind: 'heat-map',
    id: chartIdOf('cpu-by-part', topology, topologiesOf(report)),
    title: text.charts.cpu.title(shortName(topology, 40)),
    description: text.charts.cpu.description(topology),
    x: { label: text.charts.nodesAxis, names: cells.map((entry) => String(entry.cell.scale)) },
    y: { label: text.charts.cpu.partAxis, names: parts.map((part) => shortName(part)) },
    fields: uses.flatMap((column, index) =>
      column.map((use) => ({
        column: index,
        row: parts.indexOf(partOf(use)),
        share: use.meanUtilisation,
        label: percent(use.meanUtilisation),
        hover: text.charts.cpu.hover(
          partOf(use),
          text.charts.nodes(cells[index]?.cell.scale ?? 0),
          plain(use.usedCores),
          plain(use.quotaCores),
        ),
      })),
    ),
  };
}

const partOf = (use: CpuUse): string => use.group ?? use.role;
