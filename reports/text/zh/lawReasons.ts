import { percent, whole } from '../../figures.ts';
import { FORMULAS, probability, type ReasonTexts } from '../reasons.ts';
import { lawNames } from './laws.ts';

/** 扩展规律、拐点与峰值为何如此或为何没有。 */
export const lawReasons = {
  'too-few-scales': ({ measured, needed }) =>
    `测过 ${whole(measured)} 种不同的 N，需要 ${whole(needed)} 种`,
  'no-points': () => '一个也没有测过',
  'not-fitted': () => '未作拟合',
  'no-law-fits': () => '没有规律符合这些点：单凭噪声不能解释它们与任何一条曲线的距离',
  'off-the-curve': ({ misfit, p }) =>
    `各点偏离曲线 ${percent(misfit)}${p === null ? '' : `，超出噪声所能解释的程度（p ${probability(p)}）`}`,
  'predicts-best': ({ law }) => `${FORMULAS[law]} 对未参与拟合的试验预测得最好`,
  'fewest-parameters': ({ law, rivals }) =>
    `在试验无法区分的规律中 ${FORMULAS[law]} 的参数最少；无法区分的还有：${rivals.map((rival) => lawNames[rival]).join('、')}`,
  'law-without-peak': ({ law }) =>
    law === 'bottleneck' ? '瓶颈规律只有墙，没有峰值' : '该规律没有峰值',
  'may-be-zero': ({ parameter }) =>
    parameter === 'alpha' ? '无法确定：α 可能为 0' : '无法确定：β 可能为 0，因此吞吐量可能永不下降',
  'still-rising': ({ scale }) => `无法确定：到 ${whole(scale)} 时仍在上升`,
  'still-pays': ({ scale }) => `到 ${whole(scale)} 为止没有：再加一个节点仍然划算`,
  'too-few-scales-to-bend': ({ measured, needed }) =>
    `测过 ${whole(needed)} 种规模才看得出拐点，此处只有 ${whole(measured)} 种`,
} satisfies Partial<ReasonTexts>;
