import type { Raisable } from '../../../harness/model/cell.ts';
import type { Reason } from '../../../harness/model/reason.ts';
import { percent, plain, whole } from '../../figures.ts';
import { reasonBy, type ReasonTexts } from '../reasons.ts';
import { lawReasons } from './lawReasons.ts';
import { recorded, ruleName } from './recorded.ts';
import { roleNames } from './roles.ts';

const raisables: Readonly<Record<Raisable, string>> = {
  node: '节点',
  database: '数据库',
  balancer: '负载均衡',
};

const listed = (names: readonly Raisable[]): string =>
  names.map((name) => raisables[name]).join('与');

const texts: ReasonTexts = {
  ...lawReasons,
  'too-few-points-for-a-law': ({ because }) => `点太少，不足以得出规律：${reasonClause(because)}`,
  'no-completed-trial': () => '没有完成的试验',
  'no-measured-cell': () => '没有任何一格得出结果',
  'cell-not-in-run': () => '此次运行没有这一格',
  'first-point-missing': () => '第一个点没有结果',
  'no-container-observed': () => '没有观测到任何容器',
  'nothing-answered': () => '没有任何应答',
  'nothing-carried': () => '没有承载任何请求',
  'empty-trial': () => '有一次试验什么也没有测到',
  'divisor-is-zero': () => '无从比较：第二个数字为 0',
  'too-few-samples': ({ samples, needed }) =>
    `有 ${whole(samples)} 个样本，需要 ${whole(needed)} 个`,
  'generator-full': ({ share }) => `负载发生器用去其 CPU 的 ${percent(share)}：瓶颈可能是它`,
  'host-full': ({ share }) => `主机繁忙率达 ${percent(share)}：瓶颈可能是它`,
  'invalid-trial': ({ rule, detail }) => `${ruleName(rule)}（${recorded(detail)}）`,
  'not-the-system': ({ scales, because }) =>
    `在 ${scales.map(whole).join('、')} 个节点处限制吞吐量的不是被测系统：${reasonClause(because)}`,
  'no-quota-used-up': ({ role, group, utilisation }) =>
    `没有用满的 CPU 配额；最忙的 ${group}（${roleNames[role]}）用去 ${percent(utilisation)}`,
  'outside-range': ({ cpuCores }) => `${plain(cpuCores)} 核超出测量范围`,
  'ranges-apart': () => '二者测过的 CPU 范围不相交',
  'no-added-call': () => '没有增加组件之间的调用',
  'nowhere-better': ({ topology, upToCpuCores }) =>
    `到 ${plain(upToCpuCores)} 核为止没有：${topology} 在任何一处都不明显更好`,
  'nowhere-worse': ({ topology, upToCpuCores }) =>
    `没有：到 ${plain(upToCpuCores)} 核为止 ${topology} 在任何一处都不明显更差`,
  'load-not-carried': ({ topology, perSecond }) =>
    `测过的 ${topology} 都承载不了 ${plain(perSecond)} 请求/秒`,
  'no-probe-within': () => '没有一次探测守住服务水平',
  'every-probe-within': () => '每次探测都守住了服务水平',
  'no-probes-near': () => '界限的一侧附近没有探测：要么轻松守住，要么远远超出',
  'p99-not-growing': () => 'p99 没有随施加的速率增长',
  'fewer-than-two-works': () => '没有：测过的每请求工作量不足两处',
  'split-loses-to-the-end': ({ fromMs, toMs }) =>
    `范围内没有：每请求 ${plain(fromMs)} 至 ${plain(toMs)} CPU 毫秒之间，到最重处拆分损失仍然更多`,
  'split-loses-nowhere': ({ fromMs, toMs }) =>
    `范围内没有：每请求 ${plain(fromMs)} 至 ${plain(toMs)} CPU 毫秒之间，在最轻处拆分损失已经更少`,
  'raise-without-result': ({ raised, because }) =>
    `提高${raisables[raised]}后没有结果：${reasonClause(because)}`,
  'raise-not-repeated': () => '没有重复试验，变化与噪声无法区分',
  'raise-moved-nothing': ({ raised }) => `${raisables[raised]}提高一半后吞吐量没有上升`,
  'raise-not-as-predicted': ({ raised, within }) =>
    `${raisables[raised]}提高一半后墙有移动，但没有到其需求所预示之处（允许偏差 ${percent(within)}）`,
  'placebo-moved': ({ raised }) => `对照也使其移动：${listed(raised)}`,
  'placebos-blind': () => '没有一个对照测得足够好，能看出这样大的移动',
  'raise-moved-the-wall': ({ raised, placebos }) =>
    `${raisables[raised]}提高一半后墙如预测移动，而${listed(placebos)}提高后毫无变化`,
  'no-suspect': ({ because }) => `没有疑似瓶颈：${reasonClause(because)}`,
  'suspect-not-raisable': () => '疑似瓶颈不是墙检验能提高的资源',
  'option-not-measured': ({ option }) =>
    ({
      'read-replica': '未测，且不知道数据库的工作中只读的占多少',
      pooler: '未测：不知道连接使数据库付出多少',
      'extract-component': '未测，且不知道跨切口的调用要付出多少',
    })[option],
  'no-rates-offered': () => '没有对它施加过给定速率',
  'only-predicted': () => '预测给出的是饱和，不是服务水平以内',
  'nothing-carries-it': () => '实测与预测的选择都承载不了',
  'no-other-kind': () => '没有其他种类可选',
  'load-not-growing': () => '负载没有向它增长',
};

export const reasonClause: (reason: Reason) => string = reasonBy(texts);
