import type { Report } from '../../harness/analysis/report.ts';
import type { Block, ReportDocument, Section } from '../document.ts';
import { chartBlock, tableBlock } from '../sections/drawn.ts';
import type { Text } from '../text/en.ts';
import { curvesOfRuns } from './chart.ts';
import { type NamedRun, namedRuns } from './runs.ts';
import { setUpDifferences } from './setUp.ts';
import { cellsTable, runsTable, setUpTable } from './tables.ts';

/** Several runs in one report: whether they may be compared, their curves in one chart, and every cell side by side. */
export function composeSideBySide(reports: readonly Report[], text: Text): ReportDocument {
  const runs = namedRuns(reports, text);
  const words = text.sideBySide;
  return {
    language: text.language,
    title: words.title,
    subtitle: words.subtitle(runs.map(({ report }) => report.run.id)),
    createdAt: latest(reports),
    sections: [
      { id: 'runs', title: words.runs, blocks: runsBlocks(runs, text) },
      { id: 'curves', title: words.curves, blocks: curvesBlocks(runs, text) },
      {
        id: 'cells',
        title: words.cells.title,
        blocks: [{ kind: 'table', table: cellsTable(runs, text) }],
      },
      ...runs.map((run, index) => verdictSection(run, index, text)),
    ],
  };
}

const latest = (reports: readonly Report[]): string =>
  reports
    .map(({ run }) => run.finishedAt ?? run.startedAt)
    .toSorted()
    .at(-1) ?? '';

function runsBlocks(runs: readonly NamedRun[], text: Text): readonly Block[] {
  const differences = setUpDifferences(runs, text);
  const warnings = text.sideBySide.warnings(differences.map(({ item }) => item));
  return [
    ...(warnings.length === 0
      ? [{ kind: 'paragraph' as const, text: text.sideBySide.alike }]
      : [{ kind: 'warnings' as const, title: text.sections.warnings, items: warnings }]),
    { kind: 'table', table: runsTable(runs, text) },
    ...tableBlock(setUpTable(runs, differences, text)),
  ];
}

function curvesBlocks(runs: readonly NamedRun[], text: Text): readonly Block[] {
  const topologies = [
    ...new Set(runs.flatMap(({ report }) => report.curves.map(({ topology }) => topology))),
  ];
  const charts = topologies.flatMap((topology) =>
    chartBlock(curvesOfRuns(runs, topology, topologies, text)),
  );
  return charts.length > 0 ? charts : [{ kind: 'paragraph', text: text.nothingToDraw }];
}

const verdictSection = ({ name, report }: NamedRun, index: number, text: Text): Section => ({
  id: `verdict-${index + 1}`,
  title: text.sideBySide.verdictOf(name),
  blocks: [
    ...(report.verdict.warnings.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            title: text.sections.warnings,
            items: report.verdict.warnings.map(text.warningSentence),
          },
        ]),
    report.verdict.claims.length > 0
      ? {
          kind: 'claims',
          items: report.verdict.claims.map((claim) => ({
            text: text.claimSentence(claim),
            grade: claim.grade,
            gradeLabel: text.gradeLabels[claim.grade],
            chartId: null,
          })),
        }
      : { kind: 'paragraph', text: text.noClaims },
  ],
});
