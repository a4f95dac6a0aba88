import type { Grade } from '../harness/analysis/evidence.ts';
import type { FlamePicture } from './charts/flamePicture.ts';
import type { ChartSpec } from './charts/spec.ts';

/**
 * A report in words, tables and charts, before it has a format. Every string is plain text:
 * each format escapes it in its own way.
 */
export interface ReportDocument {
  /** BCP 47: `en`. */
  readonly language: string;
  readonly title: string;
  readonly subtitle: string;
  /** ISO 8601, of the run and not of the rendering: the same data gives the same file. */
  readonly createdAt: string;
  readonly sections: readonly Section[];
}

export interface Section {
  /** Unique in the document, fit for a link. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string | null; readonly items: readonly string[] }
  | { readonly kind: 'warnings'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'claims'; readonly items: readonly ClaimText[] }
  | { readonly kind: 'chart'; readonly chart: ChartSpec }
  | { readonly kind: 'flame'; readonly flame: FlamePicture }
  | { readonly kind: 'table'; readonly table: Table };

/** To a table of the same document. */
export interface Link {
  readonly text: string;
  readonly tableId: string;
}

export interface ClaimText {
  readonly text: string;
  readonly grade: Grade;
  readonly gradeLabel: string;
  /** The chart that shows it, where the document has it. */
  readonly chartId: string | null;
  /** What tells more. */
  readonly link?: Link;
}

export interface Table {
  readonly id: string;
  readonly title: string;
  /** What the figures mean, in a sentence or two. */
  readonly explanation: string | null;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  /** With the unit where there is one. */
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface Cell {
  readonly text: string;
  /** Interval and sample count, written smaller. */
  readonly detail?: string;
  /** Why there is no figure: a footnote of the table. */
  readonly note?: string;
  /** What tells more; formats without links leave it out. */
  readonly link?: Link;
  /** What to sort by; the text where absent. */
  readonly sortBy?: number;
}

export const chartsOf = (document: ReportDocument): readonly ChartSpec[] =>
  document.sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])),
  );

export const flamesOf = (document: ReportDocument): readonly FlamePicture[] =>
  document.sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.kind === 'flame' ? [block.flame] : [])),
  );

/** 1, 2, … in the order of the document; null where it has no such chart. */
export function figureNumber(document: ReportDocument, chartId: string): number | null {
  const index = chartsOf(document).findIndex((chart) => chart.id === chartId);
  return index < 0 ? null : index + 1;
}

/** A table's distinct notes in the order in which they first appear; the mark is the index + 1. */
export const notesOf = (table: Table): readonly string[] => [
  ...new Set(table.rows.flat().flatMap((cell) => (cell.note === undefined ? [] : [cell.note]))),
];
