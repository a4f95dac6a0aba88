import type { ScalingCurve } from '../../../harness/analysis/scalingCurve.ts';
import { isKnown, type MaybeEstimate } from '../../../harness/model/estimate.ts';
import type { Reason } from '../../../harness/model/reason.ts';
import type { OtherSizes } from '../../../harness/analysis/whatIf.ts';
import { plain, times, withDetail } from '../../figures.ts';
import { reasonClause } from './reasons.ts';

/** Titles, column heads and explanations of the tables. */
export const tables = {
  topology: 'Topology',
  nodes: 'Nodes',
  cpuBought: 'CPU bought (cores)',
  throughput: 'Throughput (requests/s)',
  limiter: 'Limiter',
  part: 'Part',
  role: 'Role',
  cell: 'Cell',
  overview: {
    title: 'The topologies at a glance',
    explanation:
      'The highest throughput that each topology reached, and what it was given for it. In brackets the interval and n, the number of trials. Stop at: the whole number of nodes from which one more no longer pays; the knee is the same as a real number, and the interval is the knee’s.',
    best: 'Highest throughput (requests/s)',
    atNodes: 'At nodes',
    perCore: 'Requests/s for each core bought',
    stopAt: 'Stop at (nodes)',
    kneeAt: (nodes: string, detail: string): string => `knee ${nodes}: ${detail}`,
    p99: 'p99 there (ms)',
    limiter: 'Limiter there',
    noResult: 'no point of this topology has a result',
  },
  points: {
    title: 'Every point',
    explanation:
      'Efficiency is throughput against nodes times the first point’s throughput per node: 1 is perfect scaling, above 1 is a warning about the first point.',
    efficiency: 'Efficiency',
    errors: 'Errors',
    cpuMs: 'CPU a request (ms)',
    hops: 'Calls between components a request',
    noCurve: 'this point is on no curve',
    noHops: 'no answer told how many calls it took',
  },
  marginal: {
    title: (topology: string): string => `${topology}: what each added node brought`,
    from: 'From → to nodes',
    perNode: 'Gain of each added node (requests/s)',
    share: 'Of the first node’s',
    added: 'CPU added (cores)',
    noShare: 'there is no first point to compare with',
  },
  models: {
    title: (topology: string): string => `${topology}: which scaling law fits`,
    choice: (
      curve: Pick<ScalingCurve, 'topology' | 'model' | 'knee' | 'kneeBasis' | 'stopAtNodes'>,
    ): string =>
      `${curve.topology}, scaling law: ${reasonClause(curve.model.reason)}.${
        curve.kneeBasis === 'points' ? ' The knee is read off the measured points instead.' : ''
      }${
        isKnown(curve.knee) && curve.stopAtNodes === null
          ? ` By that law the knee lies at ${withDetail(curve.knee)} nodes, beyond what was measured.`
          : ''
      }`,
    explanation:
      'bottleneck: throughput rises with the nodes until one part is full. amdahl: a share of the work can’t be spread. usl (Universal Scalability Law): nodes also wait for one another. The law that best predicts points it was not fitted to is chosen; none, where none fits.',
    law: 'Law',
    verdict: 'Verdict',
    error: 'Error in cross-validation',
    parameters: 'Parameters',
    chosen: 'chosen',
    rival: 'predicts as well as the chosen one',
    lost: 'predicts worse',
    noError: 'the law took no part',
    names: { bottleneck: 'bottleneck', amdahl: 'Amdahl', usl: 'USL' },
    parameterNames: {
      lambda: 'λ (requests/s a node)',
      xMax: 'X_max (requests/s)',
      alpha: 'α',
      beta: 'β',
    },
    peak: 'peak (nodes)',
    ceiling: 'ceiling (requests/s)',
    notIdentified: (reason: Reason): string =>
      `not identified (${reasonClause(reason).replace(/^not identified: /, '')})`,
  },
  cpu: {
    title: 'CPU of every part',
    explanation:
      'Used and quota are sums over a part’s containers. Throttled is the share of scheduling periods in which a container was stopped because its quota was used up.',
    replicas: 'Containers',
    used: 'Used (cores)',
    quota: 'Quota (cores)',
    mean: 'Mean use of quota',
    max: 'Busiest container',
    throttled: 'Throttled',
    perRequest: 'CPU a request (ms)',
    noRequests: 'no request ended well',
  },
  evenness: {
    title: 'Requests by node',
    explanation:
      'Of the requests that the balancer dealt to the nodes behind one address, mean over the trials.',
    backend: 'Behind the balancer',
    servers: 'Nodes',
    index: 'Jain’s index',
    least: 'Least share',
    most: 'Largest share',
  },
  equalCpu: {
    title: (first: string, second: string): string => `${first} against ${second} at equal CPU`,
    explanation: (first: string, second: string, crossover: MaybeEstimate): string =>
      `The ratio is ${first} divided by ${second}; more or less is said only where the interval excludes 1. ${
        isKnown(crossover)
          ? `From ${withDetail(crossover)} cores on, ${first} carries more.`
          : `Crossover: ${reasonClause(crossover.reason)}.`
      }`,
    throughputOf: (topology: string): string => `${topology} (requests/s)`,
    ratio: 'Ratio',
    outcome: (first: string): string => `${first} carries`,
    outcomes: {
      better: 'more',
      worse: 'less',
      indistinguishable: 'indistinguishable',
      unknown: 'unknown',
    },
  },
  latency: {
    title: 'Response time at saturation',
    explanation:
      'Of requests that ended well. A percentile with too few requests behind it is not printed.',
    p50: 'p50 (ms)',
    p90: 'p90 (ms)',
    p99: 'p99 (ms)',
    p999: 'p99.9 (ms)',
    requests: 'Requests',
  },
  routes: {
    title: (cell: string): string => `Routes at ${cell}`,
    route: 'Route',
    share: 'Share',
  },
  prediction: {
    title: 'Prediction against measurement',
    explanation:
      'The wall is the smallest of quota ÷ CPU a request over all parts; the prediction is exact mean-value analysis with the connections that were used. From the error is taken out what the machine’s own speed did in between, which the load generator’s CPU time a request tells.',
    wall: 'Wall (requests/s)',
    wallAt: 'Wall at',
    predicted: 'Predicted (requests/s)',
    measured: 'Measured (requests/s)',
    machine: 'By the machine',
    error: 'Predicted − measured',
    from: 'Demands from',
    noError: 'there is no measurement to compare with',
  },
  whatIf: {
    title: (sizes: OtherSizes): string =>
      `What if: ${[
        ...(sizes.nodeCpuCores === null ? [] : [`nodes of ${plain(sizes.nodeCpuCores)} cores`]),
        ...(sizes.databaseCpuCores === null
          ? []
          : [`databases of ${plain(sizes.databaseCpuCores)} cores in all`]),
        ...(sizes.balancerCpuCores === null
          ? []
          : [`a balancer of ${plain(sizes.balancerCpuCores)} cores`]),
        ...(sizes.hardwareFactor === 1 ? [] : [`cores ${times(sizes.hardwareFactor)} as fast`]),
      ].join(', ')}`,
    explanation:
      'The most each cell would carry: the smallest of quota ÷ CPU a request over all parts, from the CPU a request cost in the smallest cell of its topology. Not measured; the interval is as wide as this run’s predictions were wrong.',
    asMeasured: 'Wall as measured (requests/s)',
    changed: 'Wall then (requests/s)',
    wallAt: 'At',
  },
  excluded: {
    title: 'Invalid and failed trials',
    trial: 'Trial',
    attempt: (attempt: number): string => `attempt ${attempt}`,
    offered: 'Offered (requests/s)',
    status: 'Status',
    rule: 'Rule or stage',
    detail: 'What was seen',
    statuses: { invalid: 'invalid', failed: 'failed' },
    seen: 'Throughput seen (requests/s)',
    noSample: 'the trial ended before it measured',
  },
  noResults: {
    title: 'Cells without a result',
    reason: 'Reason',
  },
};
