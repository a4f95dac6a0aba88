import { type KneeFindings, waitClassesOf } from '../../harness/analysis/kneeProfile/findings.ts';
import type { Frame } from '../../harness/model/kneeProfile.ts';
import type { Table } from '../document.ts';
import {
  estimateCell,
  knownCell,
  numberCell,
  percent,
  percentage,
  plain,
  whole,
} from '../figures.ts';
import type { Text } from '../text/en.ts';

/** Where a function was written. */
export const placeOf = ({ module, line }: Frame, text: Text): string => {
  if (module === null) return text.kneeProfiles.ownerKinds.engine;
  return line === null ? module : `${module}:${line}`;
};

/** Whose work the CPU did. */
export function ownersTable(id: string, findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.owners;
  return {
    id,
    title: words.title(findings.cellId),
    explanation: words.explanation,
    columns: [
      { title: words.owner, align: 'left' },
      { title: words.share, align: 'right' },
    ],
    rows: findings.owners.map(({ owner, share }) => [
      { text: text.kneeProfiles.ownerName(owner) },
      estimateCell(percentage(share), text),
    ]),
  };
}

/** The busiest functions. */
export function functionsTable(id: string, findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.functions;
  return {
    id,
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
      { text: placeOf({ name, module, line }, text) },
      { text: group },
      estimateCell(percentage(self), text),
      estimateCell(percentage(total), text),
    ]),
  };
}

/** What the databases' sessions waited for. */
export function waitsTable(id: string, findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.waits;
  const classes = waitClassesOf(findings.waits);
  return {
    id,
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
      ...classes.map((name) => knownCell(activeSessions[name], plain)),
      knownCell(idleInTransaction, plain),
      knownCell(samples, whole),
    ]),
  };
}

/** The statements that took most time. */
export function statementsTable(id: string, findings: KneeFindings, text: Text): Table {
  const words = text.kneeProfiles.statements;
  const per = (value: number, calls: number) =>
    numberCell(calls > 0 ? value / calls : null, plain, words.noCalls);
  return {
    id,
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
      knownCell(share, percent),
      knownCell(calls, whole),
      per(totalMs, calls),
      per(rows, calls),
    ]),
  };
}
