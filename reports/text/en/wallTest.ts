import type { WallTest } from '../../../harness/analysis/wallTest/wallTest.ts';
import type { Raisable } from '../../../harness/model/cell.ts';
import { percent } from '../../figures.ts';
import { reasonClause } from './reasons.ts';

const raisedNames: Readonly<Record<Raisable, string>> = {
  node: 'node CPU',
  database: 'database CPU',
  balancer: 'balancer CPU',
};

const outcomes: Readonly<Record<WallTest['outcome'], string>> = {
  confirmed: 'confirmed',
  correlated: 'not confirmed',
  unknown: 'unknown',
};

export const wallTest = {
  title: 'Is it really that wall?',
  intro:
    'Each resource was given half as much more, alone, and everything else left as it was. Only where the suspect moves the throughput to where its demand says, and the others (placebos) move nothing, is a limiter confirmed.',
  none: (topologies: readonly string[]): string =>
    `No wall test was made, so what limits ${topologies.join(', ')} is correlated and not confirmed. To confirm it, run with --probe-limiter.`,
  verdict: ({ cellId, outcome, reason, smallestDetectable }: WallTest): string =>
    `${cellId}: ${outcomes[outcome]}; ${reasonClause(reason)}.${
      smallestDetectable === null
        ? ''
        : ` A change from ${percent(smallestDetectable.value)} on would have been found in four of five such tests.`
    }`,
  tableTitle: (cell: string): string => `${cell} with half as much more of one resource`,
  explanation:
    'Change is the throughput divided by that of the unchanged cell, without what the machine’s own speed did to both: that is told by the CPU time which the load generator, always at the same work, took for a request. The intervals of the placebos hold together with 95 %.',
  raised: 'Raised',
  part: 'As',
  suspect: 'suspect',
  placebo: 'placebo',
  raisedNames,
  measured: 'Measured (requests/s)',
  predicted: 'Predicted (requests/s)',
  machine: 'By the machine',
  change: 'Change',
  outcome: 'Throughput',
  noPrediction: 'no demand of the unchanged cell is known',
  moves: {
    better: 'rises',
    worse: 'falls',
    indistinguishable: 'indistinguishable',
    unknown: 'unknown',
  },
};
