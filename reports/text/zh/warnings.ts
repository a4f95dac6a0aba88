import { isKnown } from '../../../harness/model/estimate.ts';
import { shortName } from '../../charts/names.ts';
import { percent, plain, withDetail } from '../../figures.ts';
import type { Text } from '../en.ts';
import { reasonClause } from './reasons.ts';
import { recorded, ruleName, stageNames } from './recorded.ts';

const UNFINISHED = '运行在结束前被中止：此处只有到那时为止测得的数据。';

const listed = (names: readonly string[]): string => names.join('、');

export const warningSentence: Text['warningSentence'] = (warning) => {
  switch (warning.kind) {
    case 'invalid-trials':
      return `${warning.cellId}：${warning.of} 次试验中有 ${warning.invalid} 次无效（${listed(warning.rules.map(ruleName))}），不计入任何数字。`;
    case 'failed-trials':
      return `${warning.cellId}：${warning.of} 次试验中有 ${warning.failed} 次未能进行（${stageNames[warning.stage]}）：${recorded(warning.error)}。`;
    case 'no-result':
      return `${warning.cellId} 没有结果：${reasonClause(warning.reason)}。`;
    case 'refused-point':
      return `${warning.cellId} 不参与拟合：${reasonClause(warning.reason)}。`;
    case 'efficiency-above-one':
      return `${warning.cellId} 优于“第一个点乘以节点数”${isKnown(warning.efficiency) ? `（效率 ${withDetail(warning.efficiency)}）` : ''}：先怀疑第一个点，再相信它。`;
    case 'unsettled':
      return `${warning.cellId}：${warning.of} 次试验中有 ${warning.trials} 次始终未稳定，其均值取决于何时停止。`;
    case 'cold':
      return `${warning.cellId}：${warning.of} 次试验中有 ${warning.trials} 次在窗口开始时，繁忙的节点只用了 ${plain(warning.askedCpuSeconds)} CPU 秒中的 ${plain(warning.cpuSeconds)}；JIT 未完成会损失吞吐量。增大 warmUpAtMost 可给它时间。`;
    case 'other-mix':
      return `${warning.cellId} 的请求构成与多数格不同：${warning.route} 占其请求的 ${percent(warning.share)}，别处为 ${percent(warning.usualShare)}。等待较慢部分的用户不再发出请求：时间窗更长，吞吐量就会不同。`;
    case 'errors':
      return `${warning.cellId}：${percent(warning.errorShare)} 的请求未正常结束。`;
    case 'single-trial':
      return `每格只有一次试验，除其他格的噪声所给出的以外没有区间：${listed(warning.cellIds)}。`;
    case 'unfinished':
      return UNFINISHED;
  }
};

/** 列名的数量；其余只计数。 */
const MOST_NAMES = 3;

const someOf = (names: readonly string[]): string => {
  const shown = listed(names.slice(0, MOST_NAMES).map((name) => shortName(name, 32)));
  return names.length <= MOST_NAMES ? shown : `${shown}等 ${names.length} 个`;
};

export const warningSummary: Text['warningSummary'] = ({ kind, cellIds, ...seen }) => {
  const names = someOf(cellIds);
  const cells = `${cellIds.length} 格`;
  switch (kind) {
    case 'invalid-trials':
      return `${cells}的 ${seen.of} 次试验中有 ${seen.trials} 次无效（${someOf(seen.rules.map(ruleName))}），不计入任何数字：${names}。`;
    case 'failed-trials':
      return `${cells}的 ${seen.of} 次试验中有 ${seen.trials} 次未能进行：${names}。`;
    case 'no-result':
      return `${cells}没有结果：${names}。`;
    case 'refused-point':
      return `${cells}不参与拟合，该处的瓶颈可能是负载发生器或主机：${names}。`;
    case 'efficiency-above-one':
      return `${cells}优于“第一个点乘以节点数”：先怀疑第一个点，再相信 ${names}。`;
    case 'unsettled':
      return `${cells}的 ${seen.of} 次试验中有 ${seen.trials} 次始终未稳定，其均值取决于何时停止：${names}。`;
    case 'cold':
      return `${cells}的 ${seen.of} 次试验中有 ${seen.trials} 次在窗口开始时繁忙的节点还没有用完预热的 CPU，会损失吞吐量：${names}。`;
    case 'other-mix':
      return `${cells}的请求构成与多数格不同，时间窗更长，吞吐量就会不同：${names}。`;
    case 'errors':
      return `${cells}中最多有 ${percent(seen.worstErrorShare)} 的请求未正常结束：${names}。`;
    case 'single-trial':
      return `${cells}只有一次试验，除其他格的噪声所给出的以外没有区间：${names}。`;
    case 'unfinished':
      return UNFINISHED;
  }
};

export const notTestedSentence: Text['notTestedSentence'] = (gap) => {
  switch (gap.kind) {
    case 'database-to-node-ratio':
      return `瓶颈的位置取决于所选的大小：数据库合计 ${plain(gap.databaseCpuCores)} 核，每节点 ${plain(gap.nodeCpuCores)} 核。换一个比例，位置就会移动。`;
    case 'beyond-range':
      return `${gap.topology} 没有测过 ${gap.largestScale} 个节点以上。`;
    case 'limiter-unconfirmed':
      return `${listed(gap.topologies)} 的疑似瓶颈没有被提高以验证瓶颈是否移动：只是相关，未经证实。plateau run --probe-limiter 可作此检验。`;
    case 'closed-model-only':
      return '负载来自固定数量的连接，每个连接等待应答：测得的是饱和吞吐量，而不是承诺延迟下的容量；此处的延迟是满队列时的延迟。';
    case 'one-scenario':
      return `只运行了场景 ${gap.scenario}；换一种请求组合，瓶颈也不同。`;
  }
};
