import type { Raisable } from '../../../harness/model/cell.ts';
import type { Reason } from '../../../harness/model/reason.ts';
import { percent, plain, whole } from '../../figures.ts';
import { reasonBy, type ReasonTexts } from '../reasons.ts';
import { lawReasons } from './lawReasons.ts';
import { roleNames } from './roles.ts';

const listed = (names: readonly Raisable[]): string => names.join(' and ');

const texts: ReasonTexts = {
  ...lawReasons,
  'too-few-points-for-a-law': ({ because }) => `too few points for a law: ${reasonClause(because)}`,
  'no-completed-trial': () => 'no trial was completed',
  'no-measured-cell': () => 'no cell has a result',
  'cell-not-in-run': () => 'this run has no such cell',
  'first-point-missing': () => 'the first point has no result',
  'no-container-observed': () => 'no container was observed',
  'nothing-answered': () => 'nothing was answered',
  'nothing-carried': () => 'nothing was carried',
  'empty-trial': () => 'a trial gave nothing',
  'divisor-is-zero': () => 'nothing to compare with: the second figure is 0',
  'too-few-samples': ({ samples, needed }) => `${whole(samples)} samples, ${whole(needed)} needed`,
  'generator-full': ({ share }) =>
    `the load generator used ${percent(share)} of its CPU: it may be the limit`,
  'host-full': ({ share }) => `the host was ${percent(share)} busy: it may be the limit`,
  'invalid-trial': ({ detail }) => detail,
  'not-the-system': ({ scales, because }) =>
    `the system was not what limited it with ${scales.map(whole).join(', ')} of the nodes measured: ${reasonClause(because)}`,
  'no-quota-used-up': ({ role, group, utilisation }) =>
    `no CPU quota is used up; the busiest, ${group} (${roleNames[role]}), uses ${percent(utilisation)}`,
  'outside-range': ({ cpuCores }) => `${plain(cpuCores)} cores lie outside the measured range`,
  'ranges-apart': () => 'the measured ranges of CPU do not meet',
  'no-added-call': () => 'no call between components was added',
  'nowhere-better': ({ topology, upToCpuCores }) =>
    `none up to ${plain(upToCpuCores)} cores: ${topology} is nowhere clearly better`,
  'nowhere-worse': ({ topology, upToCpuCores }) =>
    `none: ${topology} is nowhere clearly worse up to ${plain(upToCpuCores)} cores`,
  'load-not-carried': ({ topology, perSecond }) =>
    `no measured ${topology} carries ${plain(perSecond)} requests/s`,
  'no-probe-within': () => 'no probe kept the service level',
  'every-probe-within': () => 'every probe kept the service level',
  'no-probes-near': () =>
    'no probe near the limit on one of its sides: each kept it with ease or missed it by far',
  'p99-not-growing': () => 'p99 did not grow with the offered rate',
  'fewer-than-two-works': () => 'none: work per request was measured at fewer than two places',
  'split-loses-to-the-end': ({ fromMs, toMs }) =>
    `none in the range: split still loses more at the heaviest of ${plain(fromMs)} to ${plain(toMs)} CPU-ms a request`,
  'split-loses-nowhere': ({ fromMs, toMs }) =>
    `none in the range: split loses less at the lightest of ${plain(fromMs)} to ${plain(toMs)} CPU-ms a request already`,
  'raise-without-result': ({ raised, because }) =>
    `more ${raised} has no result: ${reasonClause(because)}`,
  'raise-not-repeated': () => 'without repeated trials a move can’t be told from noise',
  'raise-moved-nothing': ({ raised }) => `half as much more ${raised} moved nothing upwards`,
  'raise-not-as-predicted': ({ raised, within }) =>
    `half as much more ${raised} moved the wall, but not to where its demand says (within ${percent(within)})`,
  'placebo-moved': ({ raised }) => `a placebo moved it too: ${raised.join(', ')}`,
  'placebos-blind': () => 'no placebo was measured well enough to have shown a move of that size',
  'raise-moved-the-wall': ({ raised, placebos }) =>
    `half as much more ${raised} moved the wall as predicted, and ${listed(placebos)} moved nothing`,
  'no-suspect': ({ because }) => `there is no suspect: ${reasonClause(because)}`,
  'suspect-not-raisable': () => 'the suspect is nothing that a wall test raises',
  'option-not-measured': ({ option }) =>
    ({
      'read-replica':
        'not measured, and which share of the database’s work only reads is not known',
      pooler: 'not measured: what connections cost the database is not known',
      'extract-component':
        'not measured, and what the calls across the cut would cost is not known',
    })[option],
  'no-rates-offered': () => 'no rates were offered to it',
  'only-predicted': () => 'a prediction tells saturation, not the service level',
  'nothing-carries-it': () => 'nothing that was measured or predicted carries it',
  'no-other-kind': () => 'there is nothing of another kind to choose',
  'load-not-growing': () => 'the load does not grow towards it',
};

/** Why there is no figure, as part of a sentence that brings its own full stop. */
export const reasonClause: (reason: Reason) => string = reasonBy(texts);
