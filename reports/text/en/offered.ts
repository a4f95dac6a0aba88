const nodesOf = (scale: number): string => `${scale} ${scale === 1 ? 'node' : 'nodes'}`;

/** Load that is offered whatever the server does: load–latency curves and the capacity under the service level. */
export const offered = {
  intro:
    'At offered load requests leave on a schedule, as those of independent users do, whatever the server does (open model); response time is counted from when a request was due. All cells were offered the same rates: at equal load the distance between two curves is what one topology costs its users against the other.',
  rateAxis: 'Offered load (requests/s)',
  serviceLevel: (milliseconds: string): string => `p99 ≤ ${milliseconds} ms`,
  capacityAt: (figure: string): string => `capacity ${figure}`,
  cellName: (topology: string, scale: number): string => `${topology} ${scale}`,
  chart: {
    title: (topology: string, scale: number): string =>
      `${topology}, ${nodesOf(scale)}: response time by offered load`,
    description: (topology: string, scale: number): string =>
      `Response time percentiles of ${topology} with ${nodesOf(scale)} at each offered rate, with intervals. The vertical line is the highest rate that keeps the promised p99, its interval shaded.`,
  },
  equalLoad: {
    title: 'Response time at equal offered load',
    description:
      'Median (dashed) and 99th percentile of each topology at the rates that all were offered, with intervals; the number behind a name is that of its nodes.',
  },
  capacity: {
    title: 'Capacity within the promise',
    explanation: (p99Ms: string, errorShare: string): string =>
      `The highest offered rate at which p99 stays within ${p99Ms} ms and errors within ${errorShare}, by a line through the probes near it; its interval is from deployment to deployment. A probe ends before the longest queues have formed: simulated, three deployments with probes of 15 s give 2.4 % too much and hold the truth in 89 %, five with probes of 30 s 1.0 % and 87 %.`,
    capacity: 'Capacity (requests/s)',
    perCore: 'Requests/s for each core bought',
    probes: 'Probes',
    noCapacity: 'the capacity is not known',
  },
  points: {
    title: 'Every offered rate',
    explanation:
      'Percentiles are of all requests that were due, also of those that failed, and n is the number of deployments. Rates with n 1 were searched near the capacity.',
    offered: 'Offered (requests/s)',
    carried: 'Carried (requests/s)',
  },
};
