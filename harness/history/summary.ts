import type { Attribution, CellAttribution, Change } from './attribution.ts';
import type { Night, NightStatus } from './night.ts';
import { nameOf } from './reasons.ts';

const percent = (change: number): string =>
  `${change < 0 ? '−' : '+'}${(Math.abs(change) * 100).toFixed(1)} %`;

const WORDS: Readonly<Record<NightStatus, string>> = {
  passed: 'fine',
  cleared: 'fine: what looked worse was the machine',
  suspected: 'suspect, not confirmed yet',
  regressed: 'REGRESSION',
  invalid: 'invalid',
  'insufficient-history': 'not judged: insufficient history',
};

/** One line for a log, a chat or an issue's title. */
export const summaryOf = (night: Night): string => {
  const { status, confirmation, judged, suspects } = night.decision;
  const confirmed = confirmation?.metrics.filter(({ verdict }) => verdict === 'regressed') ?? [];
  const worst =
    confirmed.length > 0
      ? confirmed.map(({ id, change }) => `${id} ${percent(change)}`)
      : judged
          .filter(({ id }) => suspects.includes(id))
          .map(({ id, change }) => `${id} ${percent(change)}`);
  const what = worst.length === 0 ? '' : `: ${worst.join(', ')}`;
  return `${WORDS[status]}${what} · ${nameOf(night)}`;
};

const change = ({ name, before, after, change: relative, low, high }: Change): string => {
  const interval = low === null || high === null ? '' : ` (${percent(low)} to ${percent(high)})`;
  return `${name} ${Number(before.toPrecision(3))} → ${Number(after.toPrecision(3))}, ${percent(relative)}${interval}`;
};

/** Who has most of a cell's added CPU, or why no one can be named. */
export const culpritLine = ({ cell, culprit }: CellAttribution): string =>
  culprit.group === null
    ? `${cell}: ${culprit.note}`
    : `${cell}: ${culprit.group} has ${Math.round(culprit.shareOfAdded * 100)} % of the added CPU${culprit.note ? ` (${culprit.note})` : ''}`;

/** What a reader of a terminal gets of it: the culprit and what moved. */
export const attributionLines = ({ since, until, cells }: Attribution): readonly string[] => [
  `since commit ${since ?? 'unknown'}, until ${until ?? 'unknown'}`,
  ...cells.flatMap((cell) => [
    culpritLine(cell),
    ...[
      ...cell.cpu,
      ...cell.cpuRatios.map((each) => ({ ...each, name: `${each.name} ÷ balancer` })),
      ...cell.percentiles,
      ...cell.routes,
    ]
      .filter(({ moved }) => moved)
      .map((each) => `  ${change(each)}`),
  ]),
];
