import { percent, plain, whole } from '../../figures.ts';

const throughput = 'Throughput (requests/s)';

export const charts = {
  nodesAxis: 'Application nodes',
  cpuAxis: 'CPU bought: application, balancer, databases (cores)',
  throughputAxis: throughput,
  latencyAxis: 'Response time (ms)',
  ideal: 'N nodes, N times',
  fitted: (model: string): string => `fit: ${model}`,
  knee: (nodes: number, stopAtNodes: number): string =>
    `knee: ${plain(nodes)}, stop at ${whole(stopAtNodes)}`,
  hover: (series: string, x: string, y: string): string => `${series}, ${x}: ${y}`,
  nodes: (count: number): string => `${whole(count)} ${count === 1 ? 'node' : 'nodes'}`,
  cores: (cores: string): string => `${cores} cores`,
  perSecond: (figure: string): string => `${figure} requests/s`,
  milliseconds: (figure: string): string => `${figure} ms`,
  trial: (repetition: number): string => `trial ${repetition}`,
  byNodes: {
    title: (topology: string): string => `${topology}: throughput against nodes`,
    description: (topology: string): string =>
      `Throughput of ${topology} at each number of nodes, with intervals and single trials as dots. The dashed line is what N nodes would carry if each brought as much as the first. At each point stands what limited it and how much of its CPU quota that part used.`,
  },
  byCpu: {
    title: 'All topologies: throughput against CPU bought',
    description:
      'Throughput of every topology against all CPU it was given (application, balancer, databases), with intervals; the number at a point is that of its application nodes. Higher at the same place is better for the same money.',
  },
  latency: {
    title: (topology: string): string => `${topology}: response time against nodes`,
    description: (topology: string): string =>
      `Median and 99th percentile of the response time of ${topology} at each number of nodes, at saturation, with intervals.`,
  },
  cpu: {
    title: (topology: string): string => `${topology}: CPU used of each part’s quota`,
    description: (topology: string): string =>
      `CPU use of each part of ${topology} as a share of its quota, by number of nodes. Dark fields near 100 % are walls.`,
    hover: (group: string, scale: string, used: string, quota: string): string =>
      `${group}, ${scale}: ${used} of ${quota} cores`,
    partAxis: 'Part',
  },
  marginal: {
    title: (topology: string): string => `${topology}: what each added node brought`,
    description: (topology: string): string =>
      `Gain in throughput for each node added to ${topology}, between neighbouring points, with intervals. Below the dashed line a node brings less than it must to pay.`,
    axis: 'Gain of each added node (requests/s)',
    perNode: 'each added node',
    threshold: (share: number): string => `${percent(share)} of the first node`,
  },
  cpuPerRequest: {
    title: 'Where a request’s CPU goes',
    description:
      'CPU time that one request costs in each cell, by role; the sum stands at the end, with its interval. What a split needs more than a cluster is the price of its calls.',
    axis: 'CPU a request (ms)',
  },
  evenness: {
    title: 'How evenly the balancer deals to the nodes',
    description:
      'Jain’s index of the requests that each node got, with intervals: 1 (the dashed line) is the same for all, 1 divided by the nodes is all to one.',
    axis: 'Evenness (Jain’s index)',
    even: 'even',
  },
  predictions: {
    title: 'Predicted against measured throughput',
    description:
      'Each point is a cell, named by its number of nodes, with the interval of what was measured: on the diagonal the prediction held, below it too much was promised.',
    measuredAxis: 'Measured throughput (requests/s)',
    predictedAxis: 'Predicted throughput (requests/s)',
    diagonal: 'as predicted',
    hover: (cell: string, predicted: string, measured: string): string =>
      `${cell}: predicted ${predicted}, measured ${measured} requests/s`,
  },
};
