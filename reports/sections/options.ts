import type { Candidate } from '../../harness/analysis/economics/candidate.ts';
import type { Report } from '../../harness/analysis/report.ts';
import type { MaybeEstimate } from '../../harness/model/estimate.ts';
import type { Block, Cell } from '../document.ts';
import { estimateCell, plain, times } from '../figures.ts';
import type { Text } from '../text/en.ts';

/** Today's system and everything that could be bought or built in its place; nothing where no cluster was grown. */
export function optionsBlock(report: Report, text: Text): readonly Block[] {
  const { options } = report.economics;
  if (!options) return [];
  const words = text.economics.optionsTable;
  const { currency } = report.experiment.economics.prices;
  return [
    {
      kind: 'table',
      table: {
        id: 'options',
        title: words.title,
        explanation: words.explanation(currency),
        columns: [
          { title: words.option, align: 'left' },
          { title: words.throughput, align: 'right' },
          { title: words.gain, align: 'right' },
          { title: words.cost, align: 'right' },
          { title: words.perMillion, align: 'right' },
          { title: words.limiter, align: 'left' },
          { title: words.lost, align: 'left' },
          { title: words.tested, align: 'left' },
        ],
        rows: [
          optionRow(options.today, null, text),
          ...options.options.map((option) => optionRow(option.candidate, option, text)),
        ],
      },
    },
  ];
}

interface AgainstToday {
  readonly gain: MaybeEstimate;
  readonly addedPerMonth: number;
}

const signed = (money: number): string => `${money >= 0 ? '+' : ''}${plain(money)}`;

function optionRow(
  candidate: Candidate,
  against: AgainstToday | null,
  text: Text,
): readonly Cell[] {
  const { optionsTable: words, options, tested } = text.economics;
  const { cost, limitedBy } = candidate;
  return [
    {
      text: against ? options[candidate.kind] : words.today,
      detail: candidate.tested === 'not-tested' ? words.priced : words.size(candidate),
    },
    estimateCell(candidate.throughputPerSecond, text),
    against ? estimateCell(against.gain, text, times) : { text: times(1), sortBy: 1 },
    {
      text: plain(cost.perMonth),
      sortBy: cost.perMonth,
      ...(against ? { detail: signed(against.addedPerMonth) } : {}),
    },
    estimateCell(candidate.perMillionRequests, text),
    limitedBy
      ? { text: `${limitedBy.group} (${text.roleNames[limitedBy.role]})` }
      : { text: text.none },
    {
      text: against ? words.losses[candidate.kind] : text.none,
      detail: words.parts(cost.parts, cost.availability),
    },
    { text: tested[candidate.tested] },
  ];
}
