import { describe, expect, it } from 'vitest';
import type { Reason } from '../../harness/model/reason.ts';
import { reason as reasonSchema } from '../schema/reason.ts';
import { englishIn } from './fixtures/english.ts';
import { LANGUAGES } from './languages.ts';

const full = { kind: 'host-full', share: 0.99 } as const;

/** One of each kind: the compiler asks for it. */
const REASONS: { readonly [K in Reason['kind']]: Extract<Reason, { readonly kind: K }> } = {
  'no-completed-trial': { kind: 'no-completed-trial' },
  'no-measured-cell': { kind: 'no-measured-cell' },
  'cell-not-in-run': { kind: 'cell-not-in-run' },
  'first-point-missing': { kind: 'first-point-missing' },
  'no-container-observed': { kind: 'no-container-observed' },
  'nothing-answered': { kind: 'nothing-answered' },
  'nothing-carried': { kind: 'nothing-carried' },
  'empty-trial': { kind: 'empty-trial' },
  'divisor-is-zero': { kind: 'divisor-is-zero' },
  'too-few-samples': { kind: 'too-few-samples', samples: 812, needed: 1000 },
  'generator-full': { kind: 'generator-full', share: 0.91 },
  'host-full': full,
  'invalid-trial': {
    kind: 'invalid-trial',
    rule: 'generator-saturated',
    detail: 'generator used 97 % of its CPU',
  },
  'not-the-system': { kind: 'not-the-system', scales: [4, 6, 8], because: full },
  'no-quota-used-up': {
    kind: 'no-quota-used-up',
    role: 'app',
    group: 'shop',
    utilisation: 0.85,
  },
  'too-few-scales': { kind: 'too-few-scales', measured: 4, needed: 6 },
  'no-points': { kind: 'no-points' },
  'not-fitted': { kind: 'not-fitted' },
  'no-law-fits': { kind: 'no-law-fits' },
  'off-the-curve': { kind: 'off-the-curve', misfit: 0.12, p: 0.0004 },
  'too-few-points-for-a-law': {
    kind: 'too-few-points-for-a-law',
    because: { kind: 'too-few-scales', measured: 3, needed: 4 },
  },
  'predicts-best': { kind: 'predicts-best', law: 'bottleneck' },
  'fewest-parameters': { kind: 'fewest-parameters', law: 'amdahl', rivals: ['bottleneck', 'usl'] },
  'law-without-peak': { kind: 'law-without-peak', law: 'bottleneck' },
  'may-be-zero': { kind: 'may-be-zero', parameter: 'beta' },
  'still-rising': { kind: 'still-rising', scale: 8 },
  'still-pays': { kind: 'still-pays', scale: 8 },
  'too-few-scales-to-bend': { kind: 'too-few-scales-to-bend', measured: 2, needed: 3 },
  'outside-range': { kind: 'outside-range', cpuCores: 1.2 },
  'ranges-apart': { kind: 'ranges-apart' },
  'no-added-call': { kind: 'no-added-call' },
  'nowhere-better': { kind: 'nowhere-better', topology: 'split', upToCpuCores: 1.35 },
  'nowhere-worse': { kind: 'nowhere-worse', topology: 'split', upToCpuCores: 1.35 },
  'load-not-carried': { kind: 'load-not-carried', topology: 'split', perSecond: 600 },
  'no-probe-within': { kind: 'no-probe-within' },
  'every-probe-within': { kind: 'every-probe-within' },
  'no-probes-near': { kind: 'no-probes-near' },
  'p99-not-growing': { kind: 'p99-not-growing' },
  'fewer-than-two-works': { kind: 'fewer-than-two-works' },
  'split-loses-to-the-end': { kind: 'split-loses-to-the-end', fromMs: 0.7, toMs: 30 },
  'split-loses-nowhere': { kind: 'split-loses-nowhere', fromMs: 0.7, toMs: 30 },
  'raise-without-result': { kind: 'raise-without-result', raised: 'database', because: full },
  'raise-not-repeated': { kind: 'raise-not-repeated' },
  'raise-moved-nothing': { kind: 'raise-moved-nothing', raised: 'node' },
  'raise-not-as-predicted': { kind: 'raise-not-as-predicted', raised: 'balancer', within: 0.15 },
  'placebo-moved': { kind: 'placebo-moved', raised: ['node', 'balancer'] },
  'placebos-blind': { kind: 'placebos-blind' },
  'suspect-not-raisable': { kind: 'suspect-not-raisable' },
  'raise-moved-the-wall': {
    kind: 'raise-moved-the-wall',
    raised: 'database',
    placebos: ['node', 'balancer'],
  },
  'no-suspect': { kind: 'no-suspect', because: { kind: 'no-container-observed' } },
  'option-not-measured': { kind: 'option-not-measured', option: 'read-replica' },
  'no-rates-offered': { kind: 'no-rates-offered' },
  'only-predicted': { kind: 'only-predicted' },
  'nothing-carries-it': { kind: 'nothing-carries-it' },
  'no-other-kind': { kind: 'no-other-kind' },
  'load-not-growing': { kind: 'load-not-growing' },
};

const all: readonly Reason[] = Object.values(REASONS);

describe('a reason of each kind', () => {
  it('is a clause of its own in every language', () => {
    for (const text of Object.values(LANGUAGES)) {
      const clauses = all.map(text.reasonClause);
      expect(new Set(clauses).size, text.language).toBe(all.length);
      for (const clause of clauses) {
        expect(clause, text.language).not.toMatch(/undefined|NaN|\[object|[.。]$/);
      }
    }
  });

  it('has no English in Chinese', () => {
    expect(all.flatMap((reason) => englishIn(LANGUAGES.zh.reasonClause(reason)))).toEqual([]);
  });

  it('is in the published schema', () => {
    for (const reason of all)
      expect(reasonSchema.safeParse(reason).error?.issues ?? []).toEqual([]);
  });
});
