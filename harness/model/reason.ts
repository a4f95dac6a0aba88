import type { Raisable } from './cell.ts';
import type { Role } from './plan.ts';

/** A reason of each of `Kinds`, with the same data. */
type Each<Kinds extends string, Data = unknown> = Kinds extends string
  ? { readonly kind: Kinds } & Data
  : never;

export type LawName = 'bottleneck' | 'amdahl' | 'usl';

/** Of trials, samples and containers. */
type MeasuringReason =
  | Each<'no-completed-trial' | 'no-measured-cell' | 'cell-not-in-run' | 'first-point-missing'>
  | Each<'no-container-observed' | 'nothing-answered' | 'nothing-carried'>
  | Each<'empty-trial' | 'divisor-is-zero'>
  | { readonly kind: 'too-few-samples'; readonly samples: number; readonly needed: number }
  /** Shares of the generator's CPU and of all the host's, 0 to 1. */
  | Each<'generator-full' | 'host-full', { readonly share: number }>
  /** As the journal has it. */
  | { readonly kind: 'invalid-trial'; readonly rule: string; readonly detail: string }
  /** At these scales of a curve generator or host were measured in place of the system. */
  | {
      readonly kind: 'not-the-system';
      readonly scales: readonly number[];
      readonly because: Reason;
    }
  /** The busiest part, as a share of its quota, 0 to 1. */
  | {
      readonly kind: 'no-quota-used-up';
      readonly role: Role;
      readonly group: string;
      readonly utilisation: number;
    };

/** Of scaling laws and the knee. */
type LawReason =
  | { readonly kind: 'too-few-scales'; readonly measured: number; readonly needed: number }
  | Each<'no-points' | 'not-fitted' | 'no-law-fits'>
  /** Root mean square distance as a share of the throughput; `p` null without repeated trials. */
  | { readonly kind: 'off-the-curve'; readonly misfit: number; readonly p: number | null }
  | { readonly kind: 'too-few-points-for-a-law'; readonly because: Reason }
  | { readonly kind: 'predicts-best'; readonly law: LawName }
  | {
      readonly kind: 'fewest-parameters';
      readonly law: LawName;
      readonly rivals: readonly LawName[];
    }
  | { readonly kind: 'law-without-peak'; readonly law: LawName }
  /** The parameter may be 0, and what divides by it lie at infinity. */
  | { readonly kind: 'may-be-zero'; readonly parameter: 'alpha' | 'beta' }
  | Each<'still-rising' | 'still-pays', { readonly scale: number }>
  | { readonly kind: 'too-few-scales-to-bend'; readonly measured: number; readonly needed: number };

/** Of two topologies, and of loads. */
type ComparingReason =
  | { readonly kind: 'outside-range'; readonly cpuCores: number }
  | Each<'ranges-apart' | 'no-added-call'>
  | Each<
      'nowhere-better' | 'nowhere-worse',
      { readonly topology: string; readonly upToCpuCores: number }
    >
  | { readonly kind: 'load-not-carried'; readonly topology: string; readonly perSecond: number }
  | Each<'no-probe-within' | 'every-probe-within' | 'no-probes-near' | 'p99-not-growing'>
  | Each<'fewer-than-two-works'>
  | Each<
      'split-loses-to-the-end' | 'split-loses-nowhere',
      { readonly fromMs: number; readonly toMs: number }
    >;

/** Of a wall test: how it came out. */
type WallTestReason =
  | { readonly kind: 'raise-without-result'; readonly raised: Raisable; readonly because: Reason }
  | Each<'raise-not-repeated' | 'placebos-blind' | 'suspect-not-raisable'>
  | { readonly kind: 'raise-moved-nothing'; readonly raised: Raisable }
  | { readonly kind: 'raise-not-as-predicted'; readonly raised: Raisable; readonly within: number }
  | { readonly kind: 'placebo-moved'; readonly raised: readonly Raisable[] }
  | {
      readonly kind: 'raise-moved-the-wall';
      readonly raised: Raisable;
      readonly placebos: readonly Raisable[];
    }
  | { readonly kind: 'no-suspect'; readonly because: Reason };

/** Of what could be bought. */
type EconomicsReason =
  | {
      readonly kind: 'option-not-measured';
      readonly option: 'read-replica' | 'pooler' | 'extract-component';
    }
  | Each<'no-rates-offered' | 'only-predicted' | 'nothing-carries-it'>
  | Each<'no-other-kind' | 'load-not-growing'>;

/** Why there is no figure, or why a judgement came out as it did: data, which reports put in words. */
export type Reason =
  | MeasuringReason
  | LawReason
  | ComparingReason
  | WallTestReason
  | EconomicsReason;
