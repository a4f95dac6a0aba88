import Table from 'cli-table3';
import { Command } from 'commander';
import picocolors from 'picocolors';
import {
  type Change,
  compareRuns,
  type NoYardstick,
  type RunComparison,
  setUpOf,
} from '../analysis/compareRuns.ts';
import { isKnown, type MaybeEstimate } from '../model/estimate.ts';
import type { RunRecord } from '../model/run.ts';
import { differences } from '../trial/difference.ts';
import { readRun } from '../trial/runFolder.ts';
import { UsageError } from './errors.ts';

const HELP = `
Says of every cell that both runs measured how throughput, CPU a request, p99 and, where rates were
offered, capacity changed: after ÷ before with its 95 % interval. Better and worse are said only where
the interval excludes 1. From throughput and CPU is taken out what the machine's own speed did, which
the CPU a request of the balancer tells, or of the load generator where there is none: the column
"machine". Where these are of other images or did other work it stays in, and a line says so. Runs of
unlike machines or experiments are refused, with what differs; --force compares them all the same. Which
cells, how many trials, the seed and prices may differ.

The intervals hold the noise within the runs. What else a machine does from one day to the next is not
in them: to be sure of a small change measure in pairs, as plateau nightly does.

Examples:
  plateau compare runs/2026-01-20T09-00-12-quick-4f2a runs/2026-02-01T10-30-00-quick-9b1c
  plateau compare A B --json | jq '.changes[] | select(.outcome == "worse")'

Exit codes: 0 compared, whatever changed; 2 refused, or usage; 1 a run can't be read.`;

const figure = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 3 });

const text = (estimate: MaybeEstimate): string => {
  if (!isKnown(estimate)) return '–';
  const { value, low, high } = estimate;
  return low === null || high === null
    ? figure(value)
    : `${figure(value)} (${figure(low)} to ${figure(high)})`;
};

const METRICS: Readonly<Record<Change['metric'], string>> = {
  throughput: 'requests/s',
  'cpu-per-request': 'CPU ms a request',
  p99: 'p99 ms',
  capacity: 'requests/s within the SLO',
};

const COLOURS: Readonly<Record<Change['outcome'], (text: string) => string>> = {
  better: picocolors.green,
  worse: picocolors.red,
  indistinguishable: picocolors.dim,
  unknown: picocolors.dim,
};

const NO_YARDSTICK: Readonly<Record<NoYardstick, string>> = {
  'agent-image': 'the image of the load generator differs',
  'balancer-image': 'the image of the balancer differs',
  machine: 'the machine differs',
  work: 'answers grew or shrank, which changes what balancer and load generator take for each',
};

const speedLine = (noYardstick: NoYardstick | null): readonly string[] =>
  noYardstick === null
    ? []
    : [
        picocolors.yellow(
          `The machine’s own speed is not taken out: ${NO_YARDSTICK[noYardstick]}. In a slower hour all cells look worse.`,
        ),
      ];

const onlyIn = (run: string, cells: readonly string[]): readonly string[] =>
  cells.length === 0 ? [] : [`only ${run} has a result of: ${cells.join(', ')}`];

const humanText = (comparison: RunComparison, unlike: readonly string[]): string => {
  const { before, after, changes, noYardstick, onlyBefore, onlyAfter, expectedByChance } =
    comparison;
  const table = new Table({
    head: ['cell', 'figure', 'before', 'after', 'machine', 'after ÷ before', ''],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const { cellId, metric, before: earlier, after: later, machine, ratio, outcome } of changes)
    table.push([
      cellId,
      METRICS[metric],
      text(earlier),
      text(later),
      machine === 1 ? '' : `${figure(machine)} ×`,
      text(ratio),
      COLOURS[outcome](outcome),
    ]);
  const changed = changes.filter(({ outcome }) => outcome === 'better' || outcome === 'worse');
  return [
    `before: ${before}`,
    `after:  ${after}`,
    ...(unlike.length === 0 ? [] : ['', ...unlikeLines(unlike)]),
    table.toString(),
    ...speedLine(noYardstick),
    ...onlyIn(before, onlyBefore),
    ...onlyIn(after, onlyAfter),
    `${changed.length} of ${changes.length} figures changed; chance alone is expected to show ${figure(expectedByChance)}.`,
  ].join('\n');
};

const unlikeLines = (unlike: readonly string[]): readonly string[] => [
  picocolors.yellow('The runs are not alike:'),
  ...unlike.map((line) => `  ${line}`),
];

const recordOf = async (folder: string): Promise<RunRecord> => {
  const { record, warnings } = await readRun(folder);
  for (const warning of warnings) console.error(`warning: ${warning}`);
  return record;
};

interface CompareOptions {
  readonly json: boolean;
  readonly force: boolean;
}

export const compareCommand = (): Command =>
  new Command('compare')
    .description('Say what changed from one run to another, cell by cell.')
    .argument('<before>', "the earlier run's folder: runs/<id>")
    .argument('<after>', "the later run's folder")
    .option('--json', 'as JSON, on standard output', false)
    .option('--force', 'also where machines or experiments differ', false)
    .addHelpText('after', HELP)
    .action(async (before: string, after: string, { json, force }: CompareOptions) => {
      const [first, second] = [await recordOf(before), await recordOf(after)];
      const unlike = differences(setUpOf(first), setUpOf(second));
      if (unlike.length > 0 && !force)
        throw new UsageError(
          `${before} and ${after} can't be compared: they differ in\n  ${unlike.join('\n  ')}\n--force compares them all the same`,
        );
      const comparison = compareRuns(first, second);
      console.log(
        json ? JSON.stringify({ ...comparison, unlike }, null, 2) : humanText(comparison, unlike),
      );
    });
