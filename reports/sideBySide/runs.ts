import type { Report } from '../../harness/analysis/report.ts';
import type { Text } from '../text/en.ts';

/** A run under the short name that it has throughout a report of several. */
export interface NamedRun {
  /** `run 1`: ids are too long for a legend and may be given twice. */
  readonly name: string;
  readonly report: Report;
}

export const namedRuns = (reports: readonly Report[], text: Text): readonly NamedRun[] =>
  reports.map((report, index) => ({ name: text.sideBySide.name(index + 1), report }));
