import type { Text } from '../text/en.ts';
import { setUpRows } from '../sections/setUp.ts';
import type { NamedRun } from './runs.ts';

/** An item of the set-up that is not the same in all runs, with the value of each. */
export interface Difference {
  readonly item: string;
  readonly values: readonly string[];
}

/** What differs beyond name and time: machine, software, sizes, timing, load, prices. */
export function setUpDifferences(runs: readonly NamedRun[], text: Text): readonly Difference[] {
  const words = text.method;
  const own: readonly string[] = [words.run, words.experiment, words.started, words.finished];
  const columns = runs.map(({ report }) => new Map(setUpRows(report, text)));
  const items = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return items
    .filter((item) => !own.includes(item))
    .map((item) => ({ item, values: columns.map((column) => column.get(item) ?? text.none) }))
    .filter(({ values }) => new Set(values).size > 1);
}
