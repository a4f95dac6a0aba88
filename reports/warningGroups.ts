import type { Warning } from '../harness/analysis/verdict.ts';

/** All warnings of one kind, to be told in one sentence. */
export interface WarningGroup {
  readonly kind: Warning['kind'];
  /** Each once. */
  readonly cellIds: readonly string[];
  /** Invalid, failed, unsettled or cold ones, of `of` that there were; 0 for a kind that counts none. */
  readonly trials: number;
  readonly of: number;
  /** By which they are invalid, each once. */
  readonly rules: readonly string[];
  /** The largest share of requests that did not end well, 0 to 1. */
  readonly worstErrorShare: number;
  readonly warnings: readonly Warning[];
}

const cellsOf = (warning: Warning): readonly string[] => {
  if (warning.kind === 'unfinished') return [];
  return warning.kind === 'single-trial' ? warning.cellIds : [warning.cellId];
};

const trialsOf = (warning: Warning): { readonly trials: number; readonly of: number } => {
  switch (warning.kind) {
    case 'invalid-trials':
      return { trials: warning.invalid, of: warning.of };
    case 'failed-trials':
      return { trials: warning.failed, of: warning.of };
    case 'unsettled':
    case 'cold':
      return { trials: warning.trials, of: warning.of };
    default:
      return { trials: 0, of: 0 };
  }
};

const groupOf = (kind: Warning['kind'], warnings: readonly Warning[]): WarningGroup => ({
  kind,
  cellIds: [...new Set(warnings.flatMap(cellsOf))],
  trials: warnings.reduce((sum, warning) => sum + trialsOf(warning).trials, 0),
  of: warnings.reduce((sum, warning) => sum + trialsOf(warning).of, 0),
  rules: [
    ...new Set(
      warnings.flatMap((warning) => (warning.kind === 'invalid-trials' ? warning.rules : [])),
    ),
  ],
  worstErrorShare: Math.max(
    0,
    ...warnings.map((warning) => (warning.kind === 'errors' ? warning.errorShare : 0)),
  ),
  warnings,
});

/** In the order in which each kind first comes up: the gravest first. */
export const warningGroups = (warnings: readonly Warning[]): readonly WarningGroup[] =>
  [...new Set(warnings.map(({ kind }) => kind))].map((kind) =>
    groupOf(
      kind,
      warnings.filter((warning) => warning.kind === kind),
    ),
  );
