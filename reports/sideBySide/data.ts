import type { Report } from '../../harness/analysis/report.ts';

/** `analysis.json` of several runs: the reports as they are, in the order they were named in. */
export interface SideBySide {
  readonly schemaVersion: 1;
  readonly reports: readonly Report[];
}
