import type { Report } from '../../harness/analysis/report.ts';
import type { Cell, Section, Table } from '../document.ts';
import { numberCell, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { tableBlock } from './drawn.ts';
import { allWarnings } from './warnings.ts';

/** Every trial and cell that enters no figure, with the rule and what was seen. */
export function excludedSection(report: Report, text: Text): Section {
  const words = text.tables.excluded;
  const trials = report.cells.flatMap((entry) =>
    entry.trials.flatMap(
      ({
        outcome,
        repetition,
        attempt,
        offeredPerSecond,
        throughputPerSecond,
      }): readonly (readonly Cell[])[] => {
        if (outcome.status === 'completed') return [];
        const reasons =
          outcome.status === 'invalid'
            ? outcome.reasons.map((one) => ({ ...one, rule: text.ruleName(one.rule) }))
            : [{ rule: text.stageNames[outcome.stage], detail: outcome.error }];
        return reasons.map(({ rule, detail }) => [
          { text: entry.cell.id },
          {
            ...numberCell(repetition, whole, ''),
            ...(attempt > 1 ? { detail: words.attempt(attempt) } : {}),
          },
          offeredPerSecond === null ? { text: text.none } : numberCell(offeredPerSecond, plain, ''),
          { text: words.statuses[outcome.status] },
          { text: rule },
          { text: text.recorded(detail) },
          numberCell(throughputPerSecond, plain, words.noSample),
        ]);
      },
    ),
  );
  const without = report.cells.flatMap((entry): readonly (readonly Cell[])[] =>
    entry.result.status === 'none'
      ? [[{ text: entry.cell.id }, { text: text.reasonClause(entry.result.reason) }]]
      : [],
  );
  return {
    id: 'excluded',
    title: text.sections.excluded.title,
    blocks: [
      {
        kind: 'paragraph',
        text: introOf(report, trials.length, text),
      },
      ...tableBlock(trialTable(trials, text)),
      ...tableBlock(cellTable(without, text)),
      ...allWarnings(report, text),
    ],
  };
}

function introOf(report: Report, excluded: number, text: Text): string {
  if (excluded > 0) return text.sections.excluded.intro;
  const started = report.cells.some((entry) => entry.trials.length > 0);
  return started ? text.method.allValid : text.method.noTrials;
}

const trialTable = (rows: readonly (readonly Cell[])[], text: Text): Table => {
  const words = text.tables.excluded;
  return {
    id: 'excluded',
    title: words.title,
    explanation: null,
    columns: [
      { title: text.tables.cell, align: 'left' },
      { title: words.trial, align: 'right' },
      { title: words.offered, align: 'right' },
      { title: words.status, align: 'left' },
      { title: words.rule, align: 'left' },
      { title: words.detail, align: 'left' },
      { title: words.seen, align: 'right' },
    ],
    rows,
  };
};

const cellTable = (rows: readonly (readonly Cell[])[], text: Text): Table => {
  const words = text.tables.noResults;
  return {
    id: 'no-results',
    title: words.title,
    explanation: null,
    columns: [
      { title: text.tables.cell, align: 'left' },
      { title: words.reason, align: 'left' },
    ],
    rows,
  };
};
