import { plain } from '../../figures.ts';
import type { Text } from '../en.ts';

const unsure = { indistinguishable: '无法区分', unknown: '未知' } as const;

export const comparing: Text['comparing'] = {
  codeAndData: {
    title: (scale) => `拆分代码与拆分数据，各 ${scale} 个节点`,
    explanation: ({ databaseCpuCores }) =>
      `四者每种角色的 CPU 相同；数据库合计 ${plain(databaseCpuCores)} 核。主效应是在另一种拆分的两种状态下的平均；若一种拆分的作用与另一种无关，交互作用为 1。`,
    what: '比较',
    ratio: '拆分后与拆分前的吞吐量之比',
    outcome: '吞吐量',
    effects: { code: '拆分代码', data: '拆分数据', interaction: '二者的交互作用' },
    corners: {
      whole: '代码不拆，一个数据库',
      splitCode: '代码拆分，一个数据库',
      splitData: '代码不拆，每个组件一个数据库',
      splitBoth: '代码拆分，每个组件一个数据库',
    },
    throughput: '吞吐量（请求/秒）',
    cornersTitle: '四种组合',
    outcomes: { better: '更多', worse: '更少', ...unsure },
  },
  isoLoad: {
    title: (basis) =>
      basis === 'capacity' ? '在 SLO 之内承载相同负载所需的 CPU' : '饱和时承载相同负载所需的 CPU',
    explanation:
      '承载该负载的测过的格中，所购核数（应用、负载均衡、数据库）最少者。其下：可能承载者，以及以 95 % 承载者。',
    load: '负载（请求/秒）',
    cores: (topology) => `${topology}（核）`,
  },
  latencyShift: {
    title: ({ first, second, scale }) => `相同负载下的 ${first} 与 ${second}，各 ${scale} 个节点`,
    explanation: ({ first, second, firstCpuCores, secondCpuCores }) =>
      `响应时间从预定发送时刻算起。${first} 共有 ${plain(firstCpuCores)} 核，${second} 共有 ${plain(secondCpuCores)} 核。差与比均为 ${first} 对 ${second}。`,
    rate: '施加负载（请求/秒）',
    percentile: '百分位',
    percentiles: { p50Ms: 'p50', p90Ms: 'p90', p99Ms: 'p99', p999Ms: 'p99.9' },
    ofTopology: (topology) => `${topology}（ms）`,
    shift: '差（ms）',
    ratio: '比值',
    outcome: (first) => first,
    outcomes: { better: '更慢', worse: '更快', ...unsure },
  },
  rpcTax: {
    title: '服务间调用的代价',
    explanation: '节点数相同时，一个请求在应用、负载均衡和数据库上的 CPU。只计离开本进程的调用。',
    pair: '比较',
    pairOf: ({ split, whole, scale, sameData }) =>
      `${split.topology} / ${whole.topology}，${scale} 个节点${sameData ? '' : '（数据的拆分也不同）'}`,
    wholeMs: '不拆：每请求 CPU（ms）',
    splitMs: '拆分：每请求 CPU（ms）',
    ratio: '比值',
    hops: '每请求调用数，不拆 → 拆分',
    added: '增加的 CPU（ms）',
    perHop: '每个增加的调用的 CPU（ms）',
  },
};
