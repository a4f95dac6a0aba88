/** A report of several runs. */
export const sideBySide = {
  title: 'Runs side by side',
  subtitle: (ids: readonly string[]): string => ids.join(' · '),
  name: (number: number): string => `run ${number}`,
  nameColumn: 'Here',
  runs: 'What is compared?',
  which: 'The runs',
  alike: 'All runs had the same machine, software, sizes, timing and load.',
  warnings: (items: readonly string[]): readonly string[] =>
    items.length === 0
      ? []
      : [
          `The runs differ in: ${items.join(', ')}. A difference between their figures may come from any of these.`,
        ],
  differences: 'Where the set-ups differ',
  curves: 'Do the curves differ?',
  chart: (topology: string): string =>
    `Throughput of ${topology} by number of nodes in each run, with intervals.`,
  cells: {
    title: 'Every cell side by side',
    explanation:
      'The ratio is a later run divided by the first; more or less is said only where its interval excludes 1. Trials of one run share what that run’s machine did at its time, which no interval here covers.',
    throughput: (run: string): string => `${run} (requests/s)`,
    ratio: (run: string, first: string): string => `${run} ÷ ${first}`,
    p99: (run: string): string => `${run} p99 (ms)`,
  },
  verdictOf: (run: string): string => `What ${run} says`,
};
