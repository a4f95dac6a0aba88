import type { Payback } from '../../harness/analysis/economics/payback.ts';
import type { Report } from '../../harness/analysis/report.ts';
import type { Block, Cell } from '../document.ts';
import { numberCell, times, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { tableBlock } from './drawn.ts';

/** Whether each other placement pays back, and what must be true for it. */
export function paybackBlocks(report: Report, text: Text): readonly Block[] {
  const { migration, growth } = report.experiment.economics;
  if (!migration || !growth)
    return [{ kind: 'paragraph', text: text.economics.section.noMigration }];
  const words = text.economics.paybackTable;
  const { paybacks } = report.economics;
  return [
    ...tableBlock({
      id: 'payback',
      title: words.title,
      explanation: words.explanation(migration),
      columns: [
        { title: text.tables.topology, align: 'left' },
        { title: words.system, align: 'left' },
        { title: words.investment, align: 'right' },
        { title: words.saved, align: 'right' },
        { title: words.net, align: 'right' },
        { title: words.payback, align: 'right' },
        { title: words.months, align: 'right' },
      ],
      rows: paybacks.map((payback): readonly Cell[] => paybackRow(payback, text)),
    }),
    ...paybacks.flatMap((payback, index) => sensitivityTable(payback, index, text)),
  ];
}

function paybackRow({ topology, system, balance, netBand }: Payback, text: Text): readonly Cell[] {
  const words = text.economics.paybackTable;
  const { both, onlySplit, onlyStay, neither } = balance.months;
  return [
    { text: topology },
    { text: words.systems[system] },
    numberCell(balance.investment, whole, ''),
    numberCell(balance.saved, whole, ''),
    {
      text: whole(balance.net),
      detail: words.band(whole(netBand.low), whole(netBand.high)),
      sortBy: balance.net,
    },
    numberCell(balance.paybackMonth, whole, words.never),
    { text: [both, onlySplit, onlyStay, neither].map(whole).join(' / ') },
  ];
}

function sensitivityTable(payback: Payback, index: number, text: Text): readonly Block[] {
  const words = text.economics.sensitivityTable;
  return tableBlock({
    id: `payback-${index + 1}`,
    title: words.title(payback.topology, payback.system),
    explanation: words.explanation,
    columns: [
      { title: words.driver, align: 'left' },
      { title: words.half, align: 'right' },
      { title: words.double, align: 'right' },
      { title: words.even, align: 'right' },
    ],
    rows: payback.sensitivities.map((sensitivity): readonly Cell[] => [
      { text: words.drivers[sensitivity.driver] },
      numberCell(sensitivity.netAtHalf, whole, ''),
      numberCell(sensitivity.netAtDouble, whole, ''),
      numberCell(sensitivity.breakEvenFactor, times, words.none),
    ]),
  });
}
