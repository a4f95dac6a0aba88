import type { Claim } from '../../../harness/analysis/verdict.ts';
import { isKnown, type MaybeEstimate } from '../../../harness/model/estimate.ts';
import { detailOf, percent, plain, times, whole, withDetail } from '../../figures.ts';
import type { Text } from '../en.ts';
import { economics } from './economics.ts';
import { limiterSentence } from './limiter.ts';
import { reasonClause } from './reasons.ts';

export const gradeLabels: Text['gradeLabels'] = {
  confirmed: '已证实',
  correlated: '相关',
  indistinguishable: '无法区分',
  unknown: '未知',
};

export const gradeMeaning: Text['gradeMeaning'] = {
  confirmed: '由实验得出，其区间排除了“没有差别”',
  correlated: '同时测得；没有通过改变它来证明',
  indistinguishable: '区间容许两种答案',
  unknown: '数据无法回答',
};

const carried = (figure: MaybeEstimate): string =>
  isKnown(figure)
    ? `${withDetail(figure)} 请求/秒`
    : `未知的吞吐量（${reasonClause(figure.reason)}）`;

const crossover = (claim: Claim & { kind: 'equal-cpu' }): string =>
  isKnown(claim.crossover)
    ? `从 ${withDetail(claim.crossover)} 核起，${claim.first} 承载更多。`
    : `交叉点：${reasonClause(claim.crossover.reason)}。`;

function flattens(claim: Claim & { kind: 'flattens' }): string {
  const { knee, throughputAtStopPerSecond: atStop } = claim;
  const interval = `${knee.low === null ? '' : '区间 '}${detailOf(knee)}`;
  const bend =
    claim.kneeBasis === 'law'
      ? `曲线在 ${plain(knee.value)} 处弯折，${interval}`
      : `由测点读出，${interval}`;
  const where = `到 ${whole(claim.stopAtNodes)} 个节点时再加节点不再划算（${bend}）：多一个节点带来的增量不到第一个节点的 ${percent(claim.kneeThreshold)}`;
  const height = atStop === null ? '' : `该处承载 ${plain(atStop)} 请求/秒，`;
  return `${claim.topology}：${where}。${height}${whole(claim.largestScale)} 个节点时为 ${carried(claim.throughputAtLargestPerSecond)}。${limiterSentence(claim.limiter, claim.confirmedAtScale)}`;
}

function equalCpu(claim: Claim & { kind: 'equal-cpu' }): string {
  const { first, second, ratio } = claim;
  if (!isKnown(ratio) || claim.provisionedCpuCores === null) {
    const reason = isKnown(ratio) ? '' : `：${reasonClause(ratio.reason)}`;
    return `${first} 与 ${second} 无法在相同 CPU 下比较${reason}。${crossover(claim)}`;
  }
  const budget = `CPU 总量同为 ${plain(claim.provisionedCpuCores)} 核（应用、负载均衡、数据库）时`;
  return claim.outcome === 'indistinguishable'
    ? `${budget}，${first} 与 ${second} 无法区分：比值为 ${withDetail(ratio, times)}。${crossover(claim)}`
    : `${budget}，${first} 的承载量是 ${second} 的 ${withDetail(ratio, times)}。${crossover(claim)}`;
}

function balancerCost(claim: Claim & { kind: 'balancer-cost' }): string {
  const ratio = isKnown(claim.throughputRatio)
    ? `单节点集群的承载量是单机的 ${withDetail(claim.throughputRatio, times)}${claim.outcome === 'indistinguishable' ? '，与噪声无法区分' : ''}`
    : `对吞吐量的影响未知（${reasonClause(claim.throughputRatio.reason)}）`;
  const added =
    claim.addedP50Ms === null
      ? ''
      : `；响应时间中位数${claim.addedP50Ms < 0 ? '减少' : '增加'} ${plain(Math.abs(claim.addedP50Ms))} ms`;
  const cpu =
    claim.balancerCpuMsPerRequest === null
      ? ''
      : `；负载均衡每个请求消耗 ${plain(claim.balancerCpuMsPerRequest)} ms CPU`;
  return `负载均衡本身的代价：${ratio}${added}${cpu}。`;
}

export const claimSentence: Text['claimSentence'] = (claim) => {
  switch (claim.kind) {
    case 'flattens':
      return flattens(claim);
    case 'keeps-rising':
      return `${claim.topology}：在测过的最大规模 ${whole(claim.largestScale)} 个节点处吞吐量仍在上升：${carried(claim.throughputAtLargestPerSecond)}。${limiterSentence(claim.limiter, claim.confirmedAtScale)}`;
    case 'shape-unknown':
      return `${claim.topology}：无法说明在何处趋平：${reasonClause(claim.reason)}。`;
    case 'equal-cpu':
      return equalCpu(claim);
    case 'best-buy':
      return economics.claim(claim);
    case 'balancer-cost':
      return balancerCost(claim);
  }
};
