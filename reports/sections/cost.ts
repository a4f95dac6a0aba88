import { perMillionRequests } from '../../harness/analysis/economics/cost.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { costPerMillion } from '../charts/costPerMillion.ts';
import type { Block, Cell, Section } from '../document.ts';
import { estimateCell, numberCell, plain, times } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { candidateCell } from './candidateCell.ts';
import { codeChangeBlocks } from './codeChange.ts';
import { chartBlock, tableBlock } from './drawn.ts';
import { growthBlocks } from './growth.ts';
import { paybackBlocks } from './payback.ts';

/** What each measured size costs, what must be true for each kind to win, how long it lasts, what pays back. */
export function costSection(report: Report, text: Text): Section {
  const words = text.economics.section;
  const { prices } = report.experiment.economics;
  return {
    id: 'cost',
    title: words.title,
    blocks: [
      { kind: 'paragraph', text: words.intro(prices) },
      ...(prices.assumed.length > 0
        ? [{ kind: 'paragraph' as const, text: words.assumed(prices.assumed) }]
        : []),
      ...chartBlock(costPerMillion(report, text)),
      ...costTable(report, text),
      ...conditionTable(report, text),
      ...growthBlocks(report, text),
      ...paybackBlocks(report, text),
      ...codeChangeBlocks(report, text),
    ],
  };
}

function costTable(report: Report, text: Text): readonly Block[] {
  const words = text.economics.costTable;
  const { currency } = report.experiment.economics.prices;
  return tableBlock({
    id: 'cost',
    title: words.title,
    explanation: words.explanation(currency),
    columns: [
      { title: text.economics.optionsTable.option, align: 'left' },
      { title: text.tables.cpuBought, align: 'right' },
      { title: words.infrastructure, align: 'right' },
      { title: words.operations, align: 'right' },
      { title: words.atSaturation, align: 'right' },
      { title: words.withinLevel, align: 'right' },
      { title: text.economics.optionsTable.tested, align: 'left' },
    ],
    rows: report.economics.candidates.map((candidate): readonly Cell[] => [
      candidateCell(candidate, text),
      numberCell(candidate.cost.cpuCores, plain, ''),
      numberCell(candidate.cost.infrastructurePerMonth, plain, ''),
      numberCell(candidate.cost.operationsPerMonth, plain, ''),
      estimateCell(candidate.perMillionRequests, text),
      estimateCell(perMillionRequests(candidate.cost.perMonth, candidate.capacityPerSecond), text),
      { text: text.economics.tested[candidate.tested] },
    ]),
  });
}

function conditionTable(report: Report, text: Text): readonly Block[] {
  const { bestBuy } = report.economics;
  if (bestBuy.winner === null) return [];
  const words = text.economics.conditionTable;
  return tableBlock({
    id: 'conditions',
    title: words.title,
    explanation: words.explanation,
    columns: [
      { title: text.economics.optionsTable.option, align: 'left' },
      { title: words.rival, align: 'left' },
      { title: words.ratio, align: 'right' },
      { title: words.hours, align: 'right' },
      { title: words.system, align: 'right' },
    ],
    rows: bestBuy.conditions.map((condition): readonly Cell[] => {
      const { winsWith, operationsHours, timesTheSize } = condition;
      return [
        candidateCell(condition.candidate, text),
        { text: text.economics.options[condition.rival.kind] },
        estimateCell(condition.costRatio, text, times),
        ...(winsWith === null || operationsHours === null || timesTheSize === null
          ? [numberCell(null, plain, words.never), numberCell(null, plain, words.never)]
          : [
              { text: words.than(winsWith, plain(operationsHours)), sortBy: operationsHours },
              { text: words.sized(winsWith, plain(timesTheSize)), sortBy: timesTheSize },
            ]),
      ];
    }),
  });
}
