import type { CodeAndData } from '../../../harness/analysis/comparing/codeAndData.ts';
import type { IsoLoad } from '../../../harness/analysis/comparing/isoLoad.ts';
import type { LatencyShift } from '../../../harness/analysis/comparing/latencyShift.ts';
import type { RpcTax } from '../../../harness/analysis/comparing/rpcTax.ts';
import { plain } from '../../figures.ts';

/** Ratios of a cost are worded the other way round than ratios of throughput: each table has words of its own. */
const unsure = { indistinguishable: 'indistinguishable', unknown: 'unknown' };

export const comparing = {
  codeAndData: {
    title: (scale: number): string => `Splitting code and splitting data, ${scale} nodes each`,
    explanation: ({ databaseCpuCores }: CodeAndData): string =>
      `All four have the same CPU in every role; their databases have ${plain(databaseCpuCores)} cores in all. A main effect is the mean over both states of the other cut; the interaction is 1 where one cut does the same with and without the other.`,
    what: 'Compared',
    ratio: 'Throughput with / without',
    outcome: 'Throughput',
    effects: {
      code: 'splitting the code',
      data: 'splitting the data',
      interaction: 'interaction of the two',
    },
    corners: {
      whole: 'code whole, one database',
      splitCode: 'code split, one database',
      splitData: 'code whole, a database for each component',
      splitBoth: 'code split, a database for each component',
    },
    throughput: 'Throughput (requests/s)',
    cornersTitle: 'The four corners',
    outcomes: { better: 'more', worse: 'less', ...unsure },
  },
  isoLoad: {
    title: (basis: IsoLoad['basis']): string =>
      basis === 'capacity'
        ? 'CPU needed for the same load within the SLO'
        : 'CPU needed to carry the same load at saturation',
    explanation:
      'The fewest provisioned cores (application, balancer, databases) of a measured cell that carries the load. Below it: of one that may, and of one that does with 95 %.',
    load: 'Load (requests/s)',
    cores: (topology: string): string => `${topology} (cores)`,
  },
  latencyShift: {
    title: ({ first, second, scale }: LatencyShift): string =>
      `${first} against ${second} at equal offered load, ${scale} nodes each`,
    explanation: ({ first, second, firstCpuCores, secondCpuCores }: LatencyShift): string =>
      `Response time from the intended send. ${first} has ${plain(firstCpuCores)} cores in all, ${second} ${plain(secondCpuCores)}. Shift and ratio are of ${first} to ${second}.`,
    rate: 'Offered (requests/s)',
    percentile: 'Percentile',
    percentiles: { p50Ms: 'p50', p90Ms: 'p90', p99Ms: 'p99', p999Ms: 'p99.9' },
    ofTopology: (topology: string): string => `${topology} (ms)`,
    shift: 'Shift (ms)',
    ratio: 'Ratio',
    outcome: (first: string): string => `${first} is`,
    outcomes: { better: 'slower', worse: 'faster', ...unsure },
  },
  rpcTax: {
    title: 'What calls between services cost',
    explanation:
      'CPU of application, balancer and databases for one request, at the same number of nodes. Calls are those that leave their process.',
    pair: 'Compared',
    pairOf: ({ split, whole, scale, sameData }: RpcTax): string =>
      `${split.topology} / ${whole.topology}, ${scale} nodes${sameData ? '' : ' (their data are cut differently too)'}`,
    wholeMs: 'Whole: CPU a request (ms)',
    splitMs: 'Split: CPU a request (ms)',
    ratio: 'Ratio',
    hops: 'Calls a request, whole → split',
    added: 'Added CPU (ms)',
    perHop: 'CPU for each added call (ms)',
  },
};
