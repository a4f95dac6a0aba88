import type { OptionKind } from '../../../harness/analysis/economics/candidate.ts';
import type { BestBuyClaim, Named } from '../../../harness/analysis/economics/claim.ts';
import { isKnown } from '../../../harness/model/estimate.ts';
import { percent, plain, times, whole, withDetail } from '../../figures.ts';
import type { Text } from '../en.ts';
import { reasonClause } from './reasons.ts';

const options: Readonly<Record<OptionKind, string>> = {
  'add-nodes': '增加节点',
  'bigger-database': '更大的数据库',
  'read-replica': '只读副本',
  pooler: '连接池代理',
  'extract-component': '抽出一个组件',
  'split-one-database': '拆分代码，共用数据库',
  'cluster-split-data': '集群，拆分数据',
  split: '拆分，各用数据库',
};

const priceNames: Readonly<Record<string, string>> = {
  coreHour: '核时',
  gibHour: 'GiB 时',
  operationsHours: '每部分工时',
  operationsRate: '运维费率',
  largestDatabase: '最大的数据库及其阶梯',
  availability: '可用性',
};

const size = ({ topology, scale, databaseCpuCores }: Omit<Named, 'kind' | 'tested'>): string =>
  `${topology}，${whole(scale)} 个节点，数据库 ${plain(databaseCpuCores)} 核`;

const bought = (one: Named): string =>
  one.kind === 'add-nodes'
    ? `${whole(one.scale)} 个节点的 ${one.topology}`
    : `${options[one.kind]}（${size(one)}${one.tested === 'predicted' ? '，预测' : ''}）`;

function condition({ condition: of, runnerUp }: BestBuyClaim): string {
  if (!of || !runnerUp) return '';
  const ratio = isKnown(of.costRatio) ? of.costRatio.value : null;
  const carry = ratio !== null && ratio > 1 ? `它的承载量是现在的 ${times(ratio)}` : '';
  const fewer = of.winsWith === 'fewer';
  const hours =
    of.operationsHours === null || of.timesTheSize === null
      ? ''
      : `每部分每月运维${fewer ? '少于' : '多于'} ${plain(of.operationsHours)} 小时（等同于系统规模${fewer ? '大于' : '小于'}现在的 ${plain(of.timesTheSize)} 倍）`;
  const either = [carry, hours].filter((part) => part !== '').join('，或');
  return either === '' ? '' : `若${either}，则${bought(runnerUp)}的每百万请求成本更低。`;
}

export const economics: Text['economics'] = {
  options,
  tested: { measured: '实测', predicted: '预测', 'not-tested': '未测' },
  section: {
    title: '花费多少，能用多久？',
    intro: (prices) =>
      `价格单位 ${prices.currency}：每核时 ${plain(prices.perCoreHour)}，每 GiB 时 ${plain(prices.perGibHour)}，每部分每月运维 ${plain(prices.operationsHoursPerPart)} 小时、每小时 ${plain(prices.perOperationsHour)}；最大的数据库有 ${plain(prices.largestDatabaseCpuCores)} 核。`,
    assumed: (keys) =>
      `下列价格是 Plateau 的假设，不是您给出的：${keys.map((key) => priceNames[key] ?? key).join('、')}。请在实验的 prices 中写明自己的价格。`,
    noGrowth: '何时触墙未作回答：实验没有给出增长（当前峰值、月增长、余量）。',
    noMigration: '拆分能否回本未作回答：实验没有给出增长或迁移投入（人日、日费率、期限）。',
  },
  optionsTable: {
    title: '可以改为购买或建造什么',
    explanation: (currency) =>
      `与现状相比：现状是增加节点不再划算之处，或测过的最大规模。金额为每月 ${currency}，按给出或假设的价格；每百万请求按全月饱和计算。可用性按各部分串联、副本并联、故障相互独立计算。`,
    option: '选择',
    throughput: '承载（请求/秒）',
    gain: '增益',
    cost: '每月成本',
    perMillion: '每百万请求',
    limiter: '瓶颈',
    lost: '失去什么',
    tested: '依据',
    today: '现状',
    size: ({ scale, databaseCpuCores }) =>
      `${whole(scale)} 个节点，数据库 ${plain(databaseCpuCores)} 核`,
    priced: '按多一个部分计价',
    parts: (parts, availability) =>
      `${whole(parts)} 个部分，可用 ${(availability * 100).toFixed(2)} %`,
    losses: {
      'add-nodes': '无',
      'bigger-database': '无，直到最大的一种',
      'read-replica': '读到的可能是旧数据',
      pooler: '语句之间的连接状态',
      'extract-component': '跨切口的事务与连接查询',
      'split-one-database': '组件之间的普通调用；数据库仍然共用',
      'cluster-split-data': '跨组件的事务与连接查询',
      split: '普通调用、事务与连接查询',
    },
  },
  costTable: {
    title: '每百万请求的成本',
    explanation: (currency) =>
      `单位 ${currency}。饱和时是最低成本：全月忙碌。服务等级以内是可以承诺的；仅在施加过给定速率之处已知。`,
    infrastructure: '每月基础设施',
    operations: '每月运维',
    atSaturation: '每百万（饱和）',
    withinLevel: '每百万（服务等级以内）',
  },
  costChart: {
    title: '每百万请求的成本',
    description: '实测或预测的各种规模在饱和时每百万请求的成本；末端横线为由其承载量得出的区间。',
    axis: (currency) => `每百万请求（${currency}）`,
    perMillion: '每百万请求',
    name: (size, { kind, tested, databaseCpuCores }) =>
      `${size}${kind === 'bigger-database' ? `，数据库 ${plain(databaseCpuCores)} 核` : ''}${tested === 'predicted' ? '（预测）' : ''}`,
  },
  conditionTable: {
    title: '各选择成为每百万请求最便宜者的条件',
    explanation:
      '各与另一类中最便宜者相比。成本之比也就是其承载量须增至的倍数。每个部分的工时不随规模增加，因此工时更少与系统更大（负载同样增大）是同一个条件。',
    rival: '对比',
    ratio: '成本之比',
    hours: '每部分工时',
    system: '系统规模',
    never: '任何工时都不改变次序',
    than: (winsWith, hours) => (winsWith === 'fewer' ? `少于 ${hours}` : `多于 ${hours}`),
    sized: (winsWith, times) => (winsWith === 'fewer' ? `大于 ${times} ×` : `小于 ${times} ×`),
  },
  reachTable: {
    title: '何时触墙？',
    explanation: ({ peakPerSecond, perMonth, headroom }) =>
      `当前峰值 ${plain(peakPerSecond)} 请求/秒，另留 ${percent(headroom)} 余量；每月增长 ${percent(perMonth.expected)}（${percent(perMonth.low)} 至 ${percent(perMonth.high)}）。最早取最低承载与最强增长，最晚取另一端。自运行之日起算。`,
    capacity: '承载（请求/秒）',
    basis: '范围',
    bases: { 'service-level': '服务等级', saturation: '饱和，偏乐观' },
    months: '月数',
    expected: '预计',
    range: '最早至最晚',
    noMonth: '按所给增长没有这样的月份',
    later: '无止境',
  },
  paybackTable: {
    title: '拆分能否回本？',
    explanation: ({ horizonMonths, legacyPersonDays, newSystemPersonDays }) =>
      `${whole(horizonMonths)} 个月内，每月取能承载其负载的最便宜规模：维持现状（更多节点或更大数据库）与拆分相比。拆分现有系统需 ${plain(legacyPersonDays)} 人日，新系统从一开始拆分多需 ${plain(newSystemPersonDays)} 人日。只有一方能承载的月份在此不计价，另行计数。范围取自增长区间与双方承载量的区间。`,
    system: '系统',
    systems: { legacy: '现有', new: '新建' },
    investment: '投入',
    saved: '节省',
    net: '收益',
    payback: '回本月份',
    months: '月数：双方／仅拆分／仅维持／均不能',
    never: '期限内不回本',
    band: (low, high) => `${low} 至 ${high}`,
  },
  sensitivityTable: {
    title: (topology, system) =>
      `${topology} 回本的条件（${system === 'legacy' ? '现有系统' : '新建系统'}）`,
    explanation: '各输入单独取所给值的一半与两倍，以及使收益为零的倍数。',
    driver: '输入',
    drivers: {
      effort: '拆分投入',
      operations: '每部分工时',
      infrastructure: '基础设施价格',
      growth: '月增长',
      size: '系统及其负载的规模',
    },
    half: '减半时收益',
    double: '加倍时收益',
    even: '持平于',
    none: '从百分之一到一百倍都不能持平',
  },
  claim: (claim) => {
    const { winner, runnerUp, costRatio, loadPerSecond } = claim;
    const prices = claim.assumedPrices ? '按部分为假设的价格' : '按您的价格';
    if (!winner) {
      return `对 ${plain(loadPerSecond ?? 0)} 请求/秒，测试过的都不够：${isKnown(costRatio) ? '' : reasonClause(costRatio.reason)}。`;
    }
    const load = loadPerSecond === null ? '每百万请求' : `承载 ${plain(loadPerSecond)} 请求/秒`;
    const against =
      runnerUp && isKnown(costRatio)
        ? `：成本是${bought(runnerUp)}的 ${claim.basis === 'per-million' ? withDetail(costRatio, times) : times(costRatio.value)}`
        : runnerUp
          ? ''
          : '；测试过的其他种类都不够';
    return `${prices}，${load}最划算的是${bought(winner)}${against}。${condition(claim)}`;
  },
};
