import type { ChartSpec } from '../charts/spec.ts';
import type { Text } from '../text/en.ts';

/** What the page's script reads from the page: charts as data, all of its data, its few words. */
export interface PageData {
  /** Plain data, offered as a file. */
  readonly report: object;
  readonly charts: readonly ChartSpec[];
  readonly controls: Text['controls'];
}
