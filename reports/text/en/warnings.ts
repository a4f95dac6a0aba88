import type { NotTested, Warning } from '../../../harness/analysis/verdict.ts';
import { isKnown } from '../../../harness/model/estimate.ts';
import { shortName } from '../../charts/names.ts';
import { percent, plain, withDetail } from '../../figures.ts';
import type { WarningGroup } from '../../warningGroups.ts';
import { clause } from './clause.ts';
import { reasonClause } from './reasons.ts';

const UNFINISHED =
  'The run was stopped before its end: what is here is what had been measured by then.';

const listed = (names: readonly string[]): string => names.join(', ');

const leftOut = (count: number, rules: string): string =>
  count === 1
    ? `is invalid (${rules}) and enters no figure`
    : `are invalid (${rules}) and enter no figure`;

/** A warning as one sentence. */
export function warningSentence(warning: Warning): string {
  switch (warning.kind) {
    case 'invalid-trials':
      return `${warning.cellId}: ${warning.invalid} of ${warning.of} trials ${leftOut(warning.invalid, listed(warning.rules))}.`;
    case 'failed-trials':
      return `${warning.cellId}: ${warning.failed} of ${warning.of} trials could not be done (${warning.stage}): ${clause(warning.error)}.`;
    case 'no-result':
      return `${warning.cellId} has no result: ${reasonClause(warning.reason)}.`;
    case 'refused-point':
      return `${warning.cellId} enters no fit: ${reasonClause(warning.reason)}.`;
    case 'efficiency-above-one':
      return `${warning.cellId} does better than its nodes times the first point${isKnown(warning.efficiency) ? ` (efficiency ${withDetail(warning.efficiency)})` : ''}: doubt the first point before believing it.`;
    case 'unsettled':
      return `${warning.cellId}: ${warning.trials} of ${warning.of} trials never settled; their mean depends on when they were stopped.`;
    case 'cold':
      return `${warning.cellId}: in ${warning.trials} of ${warning.of} trials a busy node had used ${plain(warning.cpuSeconds)} of ${plain(warning.askedCpuSeconds)} CPU-seconds when its window began; a JIT that is not done costs throughput. More warmUpAtMost gives it time.`;
    case 'other-mix':
      return `${warning.cellId} was asked for another mix than most cells: ${warning.route} was ${percent(warning.share)} of its requests, ${percent(warning.usualShare)} elsewhere. Who waits for a slow part asks for nothing: a longer window would give another throughput.`;
    case 'errors':
      return `${warning.cellId}: ${percent(warning.errorShare)} of the requests did not end well.`;
    case 'single-trial':
      return `Only one trial each, so no interval but what the other cells’ noise gives: ${listed(warning.cellIds)}.`;
    case 'unfinished':
      return UNFINISHED;
  }
}

/** Shown by name; the others are counted. */
const MOST_NAMES = 3;

const someOf = (names: readonly string[]): string => {
  const shown = listed(names.slice(0, MOST_NAMES).map((name) => shortName(name, 32)));
  return names.length <= MOST_NAMES ? shown : `${shown} and ${names.length - MOST_NAMES} more`;
};

const cells = (ids: readonly string[]): string =>
  `${ids.length} ${ids.length === 1 ? 'cell' : 'cells'}`;

/** All warnings of one kind as one short sentence. */
export function warningSummary({ kind, cellIds, ...seen }: WarningGroup): string {
  const names = someOf(cellIds);
  switch (kind) {
    case 'invalid-trials':
      return `${seen.trials} of ${seen.of} trials in ${cells(cellIds)} ${leftOut(seen.trials, someOf(seen.rules))}: ${names}.`;
    case 'failed-trials':
      return `${seen.trials} of ${seen.of} trials in ${cells(cellIds)} could not be done: ${names}.`;
    case 'no-result':
      return `${cells(cellIds)} without a result: ${names}.`;
    case 'refused-point':
      return `${cells(cellIds)} in no fit, where generator or host may have been the limit: ${names}.`;
    case 'efficiency-above-one':
      return `${cells(cellIds)} above nodes times the first point: doubt the first point before believing ${names}.`;
    case 'unsettled':
      return `${seen.trials} of ${seen.of} trials in ${cells(cellIds)} never settled; their mean depends on when they were stopped: ${names}.`;
    case 'cold':
      return `In ${seen.trials} of ${seen.of} trials in ${cells(cellIds)} busy nodes had not used the CPU of a warm-up when the window began, which costs throughput: ${names}.`;
    case 'other-mix':
      return `${cells(cellIds)} asked for another mix of requests than most, where a longer window would give another throughput: ${names}.`;
    case 'errors':
      return `In ${cells(cellIds)} up to ${percent(seen.worstErrorShare)} of the requests did not end well: ${names}.`;
    case 'single-trial':
      return `Only one trial each, so no interval but what the other cells’ noise gives, in ${cells(cellIds)}: ${names}.`;
    case 'unfinished':
      return UNFINISHED;
  }
}

/** What the run does not tell, as one sentence. */
export function notTestedSentence(gap: NotTested): string {
  switch (gap.kind) {
    case 'database-to-node-ratio':
      return `Where the wall stands follows from the sizes that were chosen: a database of ${plain(gap.databaseCpuCores)} cores in all to nodes of ${plain(gap.nodeCpuCores)} cores. Another ratio moves it.`;
    case 'beyond-range':
      return `${gap.topology} was not measured beyond ${gap.largestScale} ${gap.largestScale === 1 ? 'node' : 'nodes'}.`;
    case 'limiter-unconfirmed':
      return `No suspected limiter of ${listed(gap.topologies)} was raised to see whether the wall moves: it is correlated, not confirmed. plateau run --probe-limiter makes the test.`;
    case 'closed-model-only':
      return 'Load came from a fixed number of connections, each waiting for its answer: saturation was measured, not the capacity at a promised latency, and latency here is that of a full queue.';
    case 'one-scenario':
      return `Only the scenario ${gap.scenario} was run; another mix of requests has other walls.`;
  }
}
