import type { Report, ReportCell } from '../../harness/analysis/report.ts';
import { gradeOfRatio, ratioOf } from '../../harness/analysis/ratio.ts';
import { type MaybeEstimate, unknown } from '../../harness/model/estimate.ts';
import type { Reason } from '../../harness/model/reason.ts';
import { measurementOf } from '../charts/points.ts';
import type { Cell, Table } from '../document.ts';
import { estimateCell, times } from '../figures.ts';
import type { Text } from '../text/en.ts';
import type { NamedRun } from './runs.ts';
import type { Difference } from './setUp.ts';

export function runsTable(runs: readonly NamedRun[], text: Text): Table {
  const words = text.method;
  return {
    id: 'runs',
    title: text.sideBySide.which,
    explanation: null,
    columns: [
      { title: text.sideBySide.nameColumn, align: 'left' },
      { title: words.run, align: 'left' },
      { title: words.experiment, align: 'left' },
      { title: words.target, align: 'left' },
      { title: words.scenario, align: 'left' },
      { title: words.started, align: 'left' },
    ],
    rows: runs.map(({ name, report: { run } }) =>
      [
        name,
        run.id,
        `${run.name} (${words.profile}: ${run.profile})`,
        run.target,
        run.scenario,
        run.startedAt,
      ].map((one) => ({ text: one })),
    ),
  };
}

export const setUpTable = (
  runs: readonly NamedRun[],
  differences: readonly Difference[],
  text: Text,
): Table => ({
  id: 'differences',
  title: text.sideBySide.differences,
  explanation: null,
  columns: [
    { title: text.method.item, align: 'left' },
    ...runs.map(({ name }) => ({ title: name, align: 'left' as const })),
  ],
  rows: differences.map(({ item, values }) => [item, ...values].map((one) => ({ text: one }))),
});

/** Every cell that any run has: throughput and p99 of each run, and each later one against the first. */
export function cellsTable(runs: readonly NamedRun[], text: Text): Table {
  const words = text.sideBySide.cells;
  const [first, ...later] = runs;
  const ids = [
    ...new Set(runs.flatMap(({ report }) => saturated(report).map(({ cell }) => cell.id))),
  ];
  return {
    id: 'side-by-side',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.tables.cell, align: 'left' },
      ...runs.map(({ name }) => ({ title: words.throughput(name), align: 'right' as const })),
      ...later.map(({ name }) => ({
        title: words.ratio(name, first?.name ?? ''),
        align: 'right' as const,
      })),
      ...runs.map(({ name }) => ({ title: words.p99(name), align: 'right' as const })),
    ],
    rows: ids.map((id): readonly Cell[] => {
      const throughputs = runs.map(({ report }) => throughputOf(report, id));
      const [base = unknown({ kind: 'cell-not-in-run' }), ...others] = throughputs;
      return [
        { text: id },
        ...throughputs.map((figure) => estimateCell(figure, text)),
        ...others.map((figure) => ratioCell(figure, base, text)),
        ...runs.map(({ report }) => estimateCell(p99Of(report, id), text)),
      ];
    }),
  };
}

const saturated = (report: Report): readonly ReportCell[] =>
  report.cells.filter(({ cell }) => cell.load === 'saturation');

const measurementIn = (report: Report, id: string) => {
  const entry = report.cells.find(({ cell }) => cell.id === id);
  return entry === undefined ? null : measurementOf(entry);
};

/** A run has no such cell, or it gave no result there. */
const reasonOf = (report: Report, id: string): Reason => {
  const entry = report.cells.find(({ cell }) => cell.id === id);
  return entry?.result.status === 'none' ? entry.result.reason : { kind: 'cell-not-in-run' };
};

const throughputOf = (report: Report, id: string): MaybeEstimate =>
  measurementIn(report, id)?.throughputPerSecond ?? unknown(reasonOf(report, id));

const p99Of = (report: Report, id: string): MaybeEstimate =>
  measurementIn(report, id)?.latency.p99Ms ?? unknown(reasonOf(report, id));

/** The ratio, and whether its interval tells it from 1. */
function ratioCell(figure: MaybeEstimate, base: MaybeEstimate, text: Text): Cell {
  const ratio = ratioOf(figure, base);
  const cell = estimateCell(ratio, text, times);
  if (cell.detail === undefined) return cell;
  return {
    ...cell,
    detail: `${cell.detail}; ${text.tables.equalCpu.outcomes[gradeOfRatio(ratio)]}`,
  };
}
