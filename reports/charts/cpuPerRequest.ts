import type { Report } from '../../harness/analysis/report.ts';
import { isKnown } from '../../harness/model/estimate.ts';
import type { Role } from '../../harness/model/plan.ts';
import { plain } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { shortName } from './names.ts';
import { curveCells, measurementOf } from './points.ts';
import type { BarPart, StackedBars } from './spec.ts';

/** What serves a request; the load generator is no part of the system. */
const SERVING: readonly Role[] = ['app', 'balancer', 'database'];

/** Where a request's CPU goes, cell by cell: a split pays its calls between components here. */
export function cpuPerRequest(report: Report, text: Text): StackedBars {
  const cells = curveCells(report).filter((entry) => measurementOf(entry) !== null);
  const bars = cells.map((entry): readonly number[] =>
    SERVING.map(
      (role) =>
        measurementOf(entry)?.cpuByRole.find((use) => use.role === role)?.cpuMsPerRequest ?? 0,
    ),
  );
  return {
    kind: 'bars',
    id: 'cpu-per-request',
    title: text.charts.cpuPerRequest.title,
    description: text.charts.cpuPerRequest.description,
    x: { label: text.charts.cpuPerRequest.axis },
    y: {
      names: cells.map(({ cell }) => `${shortName(cell.topology, 14)} ${cell.scale}`),
    },
    intervals: cells.map((entry) => {
      const sum = measurementOf(entry)?.cpuMsPerRequest;
      return sum && isKnown(sum) ? { low: sum.low, high: sum.high } : null;
    }),
    parts: SERVING.map(
      (role, index): BarPart => ({
        label: text.roleNames[role],
        // Not the first colours: those mean topologies.
        hue: index + 3,
        values: bars.map((bar) => bar[index] ?? 0),
        hovers: bars.map((bar, at) =>
          text.charts.hover(
            cells[at]?.cell.id ?? '',
            text.roleNames[role],
            text.charts.milliseconds(plain(bar[index] ?? 0)),
          ),
        ),
      }),
    ),
  };
}
