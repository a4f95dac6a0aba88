import type { Report } from '../../harness/analysis/report.ts';
import type { ChartSpec } from '../charts/spec.ts';
import type { Text } from '../text/en.ts';

/** What the page's script reads from the page: charts as data, the whole report, its few words. */
export interface PageData {
  readonly report: Report;
  readonly charts: readonly ChartSpec[];
  readonly controls: Text['controls'];
}
