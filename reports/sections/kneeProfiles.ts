import type { FlameGraph } from '../../harness/analysis/kneeProfile/flame.ts';
import { type KneeFindings, waitClassesOf } from '../../harness/analysis/kneeProfile/findings.ts';
import type { Report } from '../../harness/analysis/report.ts';
import { componentsIn, flameColour, type FlamePicture } from '../charts/flamePicture.ts';
import { slug } from '../charts/names.ts';
import { measurementOf } from '../charts/points.ts';
import type { Block, Link, Section, Table } from '../document.ts';
import { estimateCell, numberCell, percent, plain, whole } from '../figures.ts';
import type { Text } from '../text/en.ts';
import { tableBlock } from './drawn.ts';

/** To where the time goes near a topology's knee, where that is known: the rest of a cell or claim. */
export const kneeLink = (
  report: Report,
  topology: string,
  text: Text,
): { readonly link?: Link } => {
  const found = report.kneeProfiles.find((one) => one.topology === topology);
  return found && found.owners.length > 0
    ? { link: { text: text.kneeProfiles.see, tableId: ownersId(found) } }
    : {};
};

const ownersId = ({ cellId }: KneeFindings): string => `knee-${slug(cellId)}`;

/** What the processors and the databases were busy with near each knee. */
export function kneeProfilesSection(report: Report, text: Text): Section {
  return {
    id: 'knee-profiles',
    title: text.kneeProfiles.title,
    blocks: [
      { kind: 'paragraph', text: text.kneeProfiles.intro },
      ...report.kneeProfiles.flatMap((findings) => profileBlocks(findings, report, text)),
    ],
  };
}

function profileBlocks(findings: KneeFindings, report: Report, text: Text): readonly Block[] {
  const words = text.kneeProfiles;
  if (findings.failure !== null)
    return [{ kind: 'paragraph', text: words.failed(findings.cellId, findings.failure) }];
  const entry = report.cells.find(({ cell }) => cell.id === findings.cellId);
  const measured = entry && measurementOf(entry)?.throughputPerSecond;
  const components = componentsIn(findings.graphs);
  return [
    { kind: 'paragraph', text: words.seen(findings, measured?.value ?? null) },
    ...tableBlock(ownersTable(findings, text)),
    ...findings.graphs
      .filter(({ boxes }) => boxes.length > 0)
      .map((graph) => flameBlock(graph, findings, components, text)),
    ...tableBlock(functionsTable(findings, text)),
    ...tableBlock(waitsTable(findings, text)),
    ...tableBlock(statementsTable(findings, text)),
    ...(findings.unobserved.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            title: words.unobserved,
            items: findings.unobserved.map(({ container, reason }) => `${container}: ${reason}`),
          },
        ]),
  ];
}

const flameBlock = (
  graph: FlameGraph,
  { cellId }: KneeFindings,
  components: readonly string[],
  text: Text,
): Block => {
  const words = text.kneeProfiles;
  const legend = new Map(
    graph.functions.map(({ owner }) => [
      owner.kind === 'component' ? owner.name : words.ownerKinds[owner.kind],
      flameColour(owner, components),
    ]),
  );
  const flame: FlamePicture = {
    id: `flame-${slug(cellId)}-${slug(graph.group)}`,
    title: words.flameTitle(cellId, graph.group),
    description: words.flameDescription(graph),
    legend: [...legend].map(([label, colour]) => ({ label, colour })),
    boxes: graph.boxes.flatMap(({ fn, depth, start, share }) => {
      const found = graph.functions[fn];
      if (!found) return [];
      const { name, module, line, owner } = found;
      const place = module === null ? '' : ` (${module}${line === null ? '' : `:${line}`})`;
      return {
        depth,
        start,
        share,
        colour: flameColour(owner, components),
        label: name,
        hover: `${name}${place}: ${percent(share)}`,
      };
    }),
  };
  return { kind: 'flame', flame };
};

function ownersTable(findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.owners;
  return {
    id: ownersId(findings),
    title: words.title(findings.cellId),
    explanation: words.explanation,
    columns: [
      { title: words.owner, align: 'left' },
      { title: words.share, align: 'right' },
    ],
    rows: findings.owners.map(({ owner, share }) => [
      { text: text.kneeProfiles.ownerName(owner) },
      estimateCell(share, text, percent),
    ]),
  };
}

function functionsTable(findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.functions;
  return {
    id: `functions-${slug(findings.cellId)}`,
    title: words.title(findings.cellId),
    explanation: words.explanation,
    columns: [
      { title: words.fn, align: 'left' },
      { title: words.module, align: 'left' },
      { title: text.tables.part, align: 'left' },
      { title: words.self, align: 'right' },
      { title: words.total, align: 'right' },
    ],
    rows: findings.functions.map(({ name, module, line, group, self, total }) => [
      { text: name },
      { text: module === null ? text.none : `${module}${line === null ? '' : `:${line}`}` },
      { text: group },
      estimateCell(self, text, percent),
      estimateCell(total, text, percent),
    ]),
  };
}

function waitsTable(findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.waits;
  const classes = waitClassesOf(findings.waits);
  return {
    id: `waits-${slug(findings.cellId)}`,
    title: words.title(findings.cellId),
    explanation: words.explanation,
    columns: [
      { title: words.server, align: 'left' },
      ...classes.map((name) => ({ title: words.classes[name], align: 'right' as const })),
      { title: words.idle, align: 'right' },
      { title: words.samples, align: 'right' },
    ],
    rows: findings.waits.map(({ container, samples, activeSessions, idleInTransaction }) => [
      { text: container },
      ...classes.map((name) => numberCell(activeSessions[name], plain, words.title(container))),
      numberCell(idleInTransaction, plain, words.title(container)),
      numberCell(samples, whole, words.title(container)),
    ]),
  };
}

function statementsTable(findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.statements;
  const per = (value: number, calls: number) =>
    numberCell(calls > 0 ? value / calls : null, plain, words.noCalls);
  return {
    id: `statements-${slug(findings.cellId)}`,
    title: words.title(findings.cellId),
    explanation: words.explanation,
    columns: [
      { title: words.statement, align: 'left' },
      { title: words.server, align: 'left' },
      { title: words.share, align: 'right' },
      { title: words.calls, align: 'right' },
      { title: words.mean, align: 'right' },
      { title: words.rows, align: 'right' },
    ],
    rows: findings.statements.map(({ text: statement, container, share, calls, totalMs, rows }) => [
      { text: statement },
      { text: container },
      numberCell(share, percent, words.noCalls),
      numberCell(calls, whole, words.noCalls),
      per(totalMs, calls),
      per(rows, calls),
    ]),
  };
}
