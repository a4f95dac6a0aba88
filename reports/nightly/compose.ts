import type { Block, Cell, ReportDocument, Section, Table } from '../document.ts';
import { percent, plain, signedPercent, whole } from '../figures.ts';
import { tableBlock } from '../sections/drawn.ts';
import { trendCharts } from './charts.ts';
import type { AttributedCell, NightlyReport } from './data.ts';
import { nightlyText as text } from './text.ts';

/** The decision first, then the nights, the evidence and where the change sits. */
export function composeNightly(report: NightlyReport): ReportDocument {
  return {
    language: 'en',
    title: text.title,
    subtitle: text.subtitle(report.night),
    createdAt: report.night.startedAt,
    sections: [
      decision(report),
      ...(report.evidence.length > 0 ? [evidence(report)] : []),
      ...attribution(report),
      trends(report),
      machine(report),
    ],
  };
}

const decision = ({ summary, reasons }: NightlyReport): Section => ({
  id: 'decision',
  title: text.decision,
  blocks: [
    { kind: 'paragraph', text: summary },
    { kind: 'list', title: text.reasons, items: reasons },
  ],
});

const trends = (report: NightlyReport): Section => ({
  id: 'trends',
  title: text.trends,
  blocks: [
    { kind: 'paragraph', text: text.trendsIntro },
    ...trendCharts(report).map((chart): Block => ({ kind: 'chart', chart })),
    ...accepted(report),
    ...tableBlock(gatedTable(report)),
  ],
});

const accepted = ({ accepted: changes }: NightlyReport): readonly Block[] =>
  changes.length === 0
    ? []
    : [
        {
          kind: 'list',
          title: text.acceptedTitle,
          items: changes.map(({ night, at, reason }) => text.acceptedItem(night, at, reason)),
        },
      ];

const left = (title: string) => ({ title, align: 'left' }) as const;
const right = (title: string) => ({ title, align: 'right' }) as const;

const gatedTable = ({ trends: all }: NightlyReport): Table => ({
  id: 'gated',
  title: text.gated,
  explanation: text.gatedExplanation,
  columns: [
    left(text.columns.metric),
    right(text.columns.baseline),
    right(text.columns.tonight),
    right(text.columns.change),
    right(text.columns.z),
    right(text.columns.suspectFrom),
    left(text.columns.verdict),
  ],
  rows: all.map(({ id, nights, judged }): readonly Cell[] => {
    const none: Cell = { text: '—', note: text.notJudged };
    if (judged === null) {
      const tonight = nights.at(-1)?.value;
      return [
        { text: id },
        none,
        { text: tonight === undefined ? '—' : plain(tonight) },
        none,
        none,
        none,
        { text: '' },
      ];
    }
    return [
      { text: id },
      { text: plain(judged.baseline), sortBy: judged.baseline },
      { text: plain(judged.tonight), sortBy: judged.tonight },
      { text: signedPercent(judged.change), sortBy: judged.change },
      { text: plain(Number(judged.z.toFixed(1))), sortBy: judged.z },
      { text: percent(judged.suspectFrom), sortBy: judged.suspectFrom },
      { text: judged.suspect ? text.suspect : '' },
    ];
  }),
});

const between = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `${signedPercent(low)} to ${signedPercent(high)}`;

const evidence = ({ evidence: all }: NightlyReport): Section => ({
  id: 'evidence',
  title: text.evidence,
  blocks: [
    {
      kind: 'table',
      table: {
        id: 'pairs',
        title: text.evidence,
        explanation: text.evidenceIntro,
        columns: [
          left(text.columns.metric),
          right(text.columns.change),
          right(text.columns.pairs),
          left(text.columns.verdict),
        ],
        rows: all.map(({ id, change, low, high, pairs, verdict }) => [
          { text: id },
          { text: signedPercent(change), detail: between(low, high), sortBy: change },
          { text: whole(pairs), sortBy: pairs },
          { text: verdict },
        ]),
      },
    },
  ],
});

function attribution({ attribution: found }: NightlyReport): readonly Section[] {
  if (found === null) return [];
  return [
    {
      id: 'attribution',
      title: text.attribution,
      blocks: [
        { kind: 'paragraph', text: text.commits(found.since, found.until) },
        { kind: 'list', title: null, items: found.cells.map(({ culprit }) => culprit) },
        ...found.cells.map((cell): Block => ({ kind: 'table', table: changesTable(cell) })),
      ],
    },
  ];
}

const changesTable = ({ cell, changes }: AttributedCell): Table => {
  const moved = changes.filter((change) => change.moved);
  return {
    id: `changes-${cell}`,
    title: cell,
    explanation: moved.length === 0 ? text.nothingMoved : text.moved,
    columns: [
      left(text.columns.name),
      left(text.columns.figure),
      right(text.columns.before),
      right(text.columns.after),
      right(text.columns.change),
    ],
    rows: moved.map(({ what, name, before, after, change, low, high }) => [
      { text: name },
      { text: text.what[what] },
      { text: plain(before), sortBy: before },
      { text: plain(after), sortBy: after },
      { text: signedPercent(change), detail: between(low, high), sortBy: change },
    ]),
  };
};

const machine = ({ fingerprint }: NightlyReport): Section => ({
  id: 'machine',
  title: text.machine,
  blocks: [
    {
      kind: 'table',
      table: {
        id: 'fingerprint',
        title: text.machine,
        explanation: text.machineIntro,
        columns: [left(text.columns.name), left(text.columns.value)],
        rows: Object.entries(fingerprint).map(([name, value]) => [{ text: name }, { text: value }]),
      },
    },
  ],
});
