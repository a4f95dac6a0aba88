import { z } from 'zod';
import type { Reason } from '../../harness/model/reason.ts';

export const role = z.enum(['app', 'balancer', 'database', 'generator']);
export const raisable = z.enum(['node', 'database', 'balancer']);
export const law = z.enum(['bottleneck', 'amdahl', 'usl']);

const measuredAndNeeded = { measured: z.number(), needed: z.number() };

// Two of them: the compiler tells no more than 25 kinds apart in one object.
const reasonOfMeasuring = z.strictObject({
  kind: z.enum([
    'no-completed-trial',
    'no-measured-cell',
    'cell-not-in-run',
    'first-point-missing',
    'no-container-observed',
    'nothing-answered',
    'nothing-carried',
    'empty-trial',
    'divisor-is-zero',
  ]),
});

const reasonOfJudging = z.strictObject({
  kind: z.enum([
    'no-points',
    'not-fitted',
    'no-law-fits',
    'ranges-apart',
    'no-added-call',
    'no-probe-within',
    'every-probe-within',
    'no-probes-near',
    'p99-not-growing',
    'fewer-than-two-works',
    'raise-not-repeated',
    'placebos-blind',
    'suspect-not-raisable',
    'no-rates-offered',
    'only-predicted',
    'nothing-carries-it',
    'no-other-kind',
    'load-not-growing',
  ]),
});

const reasonWithFigures = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('too-few-samples'), samples: z.number(), needed: z.number() }),
  z.strictObject({ kind: z.enum(['generator-full', 'host-full']), share: z.number() }),
  z.strictObject({ kind: z.literal('invalid-trial'), rule: z.string(), detail: z.string() }),
  z.strictObject({
    kind: z.literal('no-quota-used-up'),
    role,
    group: z.string(),
    utilisation: z.number(),
  }),
  z.strictObject({
    kind: z.enum(['too-few-scales', 'too-few-scales-to-bend']),
    ...measuredAndNeeded,
  }),
  z.strictObject({
    kind: z.literal('off-the-curve'),
    misfit: z.number(),
    p: z.number().nullable(),
  }),
  z.strictObject({ kind: z.enum(['predicts-best', 'law-without-peak']), law }),
  z.strictObject({ kind: z.literal('fewest-parameters'), law, rivals: z.array(law) }),
  z.strictObject({ kind: z.literal('may-be-zero'), parameter: z.enum(['alpha', 'beta']) }),
  z.strictObject({ kind: z.enum(['still-rising', 'still-pays']), scale: z.number() }),
  z.strictObject({ kind: z.literal('outside-range'), cpuCores: z.number() }),
  z.strictObject({
    kind: z.enum(['nowhere-better', 'nowhere-worse']),
    topology: z.string(),
    upToCpuCores: z.number(),
  }),
  z.strictObject({
    kind: z.literal('load-not-carried'),
    topology: z.string(),
    perSecond: z.number(),
  }),
  z.strictObject({
    kind: z.enum(['split-loses-to-the-end', 'split-loses-nowhere']),
    fromMs: z.number(),
    toMs: z.number(),
  }),
  z.strictObject({ kind: z.literal('raise-moved-nothing'), raised: raisable }),
  z.strictObject({
    kind: z.literal('raise-not-as-predicted'),
    raised: raisable,
    within: z.number(),
  }),
  z.strictObject({ kind: z.literal('placebo-moved'), raised: z.array(raisable) }),
  z.strictObject({
    kind: z.literal('raise-moved-the-wall'),
    raised: raisable,
    placebos: z.array(raisable),
  }),
  z.strictObject({
    kind: z.literal('option-not-measured'),
    option: z.enum(['read-replica', 'pooler', 'extract-component']),
  }),
]);

/** With another reason behind it. */
const reasonBehind = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('not-the-system'),
    scales: z.array(z.number()),
    get because() {
      return reason;
    },
  }),
  z.strictObject({
    kind: z.literal('raise-without-result'),
    raised: raisable,
    get because() {
      return reason;
    },
  }),
  z.strictObject({
    kind: z.enum(['too-few-points-for-a-law', 'no-suspect']),
    get because() {
      return reason;
    },
  }),
]);

export const reason: z.ZodType<Reason> = z
  .union([reasonOfMeasuring, reasonOfJudging, reasonWithFigures, reasonBehind])
  .meta({ id: 'reason', description: 'Why there is no figure, or why a judgement came out so.' });
