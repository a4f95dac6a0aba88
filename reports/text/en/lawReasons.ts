import { percent, whole } from '../../figures.ts';
import { FORMULAS, probability, type ReasonTexts } from '../reasons.ts';

/** Why this scaling law or none, why no knee and no peak. */
export const lawReasons = {
  'too-few-scales': ({ measured, needed }) =>
    `${whole(measured)} different N measured, ${whole(needed)} needed`,
  'no-points': () => 'none measured',
  'not-fitted': () => 'not fitted',
  'no-law-fits': () =>
    'no law describes the points: noise alone does not explain their distance from any of the curves',
  'off-the-curve': ({ misfit, p }) =>
    `points lie ${percent(misfit)} off the curve${p === null ? '' : `, more than their noise explains (p ${probability(p)})`}`,
  'predicts-best': ({ law }) => `${FORMULAS[law]} predicts left-out trials best`,
  'fewest-parameters': ({ law, rivals }) =>
    `${FORMULAS[law]} has the fewest parameters of those that the trials do not tell apart; indistinguishable: ${rivals.join(', ')}`,
  'law-without-peak': ({ law }) =>
    law === 'bottleneck' ? 'a bottleneck has a wall and no peak' : 'this law has no peak',
  'may-be-zero': ({ parameter }) =>
    parameter === 'alpha'
      ? 'not identified: α may be 0'
      : 'not identified: β may be 0, so throughput may never fall',
  'still-rising': ({ scale }) => `not identified: still rising at ${whole(scale)}`,
  'still-pays': ({ scale }) => `none up to ${whole(scale)}: the next node still pays`,
  'too-few-scales-to-bend': ({ measured, needed }) =>
    `a bend shows from ${whole(needed)} measured scales on, here: ${whole(measured)}`,
} satisfies Partial<ReasonTexts>;
