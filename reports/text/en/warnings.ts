import type { NotTested, Warning } from '../../../harness/analysis/verdict.ts';
import { isKnown } from '../../../harness/model/estimate.ts';
import { percent, plain, withDetail } from '../../figures.ts';
import { clause } from './clause.ts';

const listed = (names: readonly string[]): string => names.join(', ');

/** A warning as one sentence. */
export function warningSentence(warning: Warning): string {
  switch (warning.kind) {
    case 'invalid-trials':
      return `${warning.cellId}: ${warning.invalid} of ${warning.of} trials are invalid (${listed(warning.rules)}) and enter no figure.`;
    case 'failed-trials':
      return `${warning.cellId}: ${warning.failed} of ${warning.of} trials could not be done: ${clause(warning.error)}.`;
    case 'no-result':
      return `${warning.cellId} has no result: ${clause(warning.reason)}.`;
    case 'refused-point':
      return `${warning.cellId} enters no fit: ${clause(warning.reason)}.`;
    case 'efficiency-above-one':
      return `${warning.cellId} does better than its nodes times the first point${isKnown(warning.efficiency) ? ` (efficiency ${withDetail(warning.efficiency)})` : ''}: doubt the first point before believing it.`;
    case 'unsettled':
      return `${warning.cellId}: ${warning.trials} of ${warning.of} trials never settled; their mean depends on when they were stopped.`;
    case 'errors':
      return `${warning.cellId}: ${percent(warning.errorShare)} of the requests did not end well.`;
    case 'single-trial':
      return `Only one trial each, so no interval: ${listed(warning.cellIds)}.`;
    case 'unfinished':
      return 'The run was stopped before its end: what is here is what had been measured by then.';
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
