import type { Grade } from '../../../harness/analysis/evidence.ts';
import type { Claim } from '../../../harness/analysis/verdict.ts';
import { isKnown, type MaybeEstimate } from '../../../harness/model/estimate.ts';
import { detailOf, percent, plain, times, whole, withDetail } from '../../figures.ts';
import { economics } from './economics.ts';
import { limiterSentence } from './limiter.ts';
import { reasonClause } from './reasons.ts';

export const gradeLabels: Readonly<Record<Grade, string>> = {
  confirmed: 'confirmed',
  correlated: 'correlated',
  indistinguishable: 'indistinguishable',
  unknown: 'unknown',
};

export const gradeMeaning: Readonly<Record<Grade, string>> = {
  confirmed: 'shown by an experiment whose interval excludes no effect',
  correlated: 'measured together; no change was made to prove it',
  indistinguishable: 'the interval leaves room for either answer',
  unknown: 'the data can’t answer it',
};

const nodes = (count: number): string => `${whole(count)} ${count === 1 ? 'node' : 'nodes'}`;

const carried = (figure: MaybeEstimate): string =>
  isKnown(figure)
    ? `${withDetail(figure)} requests/s`
    : `an unknown throughput (${reasonClause(figure.reason)})`;

const crossover = (claim: Claim & { kind: 'equal-cpu' }): string =>
  isKnown(claim.crossover)
    ? ` From ${withDetail(claim.crossover)} cores on, ${claim.first} carries more.`
    : ` Crossover: ${reasonClause(claim.crossover.reason)}.`;

function flattens(claim: Claim & { kind: 'flattens' }): string {
  const { knee, throughputAtStopPerSecond: atStop } = claim;
  const interval = `${knee.low === null ? '' : 'interval '}${detailOf(knee)}`;
  const bend =
    claim.kneeBasis === 'law'
      ? `the curve bends at ${plain(knee.value)}, ${interval}`
      : `read off the measured points, ${interval}`;
  const where = `more nodes stop paying at ${nodes(claim.stopAtNodes)} (${bend}): one more brings less than ${percent(claim.kneeThreshold)} of what the first one brought`;
  const height =
    atStop === null ? 'It carries' : `It carries ${plain(atStop)} requests/s there, and`;
  const largest = carried(claim.throughputAtLargestPerSecond);
  return `${claim.topology}: ${where}. ${height} ${largest} with ${nodes(claim.largestScale)}. ${limiterSentence(claim.limiter, claim.confirmedAtScale)}`;
}

function equalCpu(claim: Claim & { kind: 'equal-cpu' }): string {
  const { first, second, ratio } = claim;
  if (!isKnown(ratio) || claim.provisionedCpuCores === null) {
    const reason = isKnown(ratio) ? '' : `: ${reasonClause(ratio.reason)}`;
    return `${first} and ${second} can’t be compared at equal CPU${reason}.${crossover(claim)}`;
  }
  const budget = `With the same ${plain(claim.provisionedCpuCores)} cores in all (application, balancer, databases)`;
  return claim.outcome === 'indistinguishable'
    ? `${budget}, ${first} and ${second} can’t be told apart: the ratio is ${withDetail(ratio, times)}.${crossover(claim)}`
    : `${budget}, ${first} carries ${withDetail(ratio, times)} what ${second} carries.${crossover(claim)}`;
}

function balancerCost(claim: Claim & { kind: 'balancer-cost' }): string {
  const ratio = isKnown(claim.throughputRatio)
    ? `a cluster of one carries ${withDetail(claim.throughputRatio, times)} what a single node carries${claim.outcome === 'indistinguishable' ? ', which is no difference that could be told from noise' : ''}`
    : `what it takes from throughput is unknown (${reasonClause(claim.throughputRatio.reason)})`;
  const added =
    claim.addedP50Ms === null
      ? ''
      : `; the median answer takes ${plain(Math.abs(claim.addedP50Ms))} ms ${claim.addedP50Ms < 0 ? 'less' : 'more'}`;
  const cpu =
    claim.balancerCpuMsPerRequest === null
      ? ''
      : `; the balancer spends ${plain(claim.balancerCpuMsPerRequest)} ms of CPU on a request`;
  return `The balancer alone: ${ratio}${added}${cpu}.`;
}

/** A claim of the verdict as one or a few plain sentences. */
export function claimSentence(claim: Claim): string {
  switch (claim.kind) {
    case 'flattens':
      return flattens(claim);
    case 'keeps-rising':
      return `${claim.topology}: throughput still rose at ${nodes(claim.largestScale)}, the most that were measured: ${carried(claim.throughputAtLargestPerSecond)}. ${limiterSentence(claim.limiter, claim.confirmedAtScale)}`;
    case 'shape-unknown':
      return `${claim.topology}: where it flattens can’t be said: ${reasonClause(claim.reason)}.`;
    case 'equal-cpu':
      return equalCpu(claim);
    case 'best-buy':
      return economics.claim(claim);
    case 'balancer-cost':
      return balancerCost(claim);
  }
}
