import type { Estimate, MaybeEstimate } from '../model/estimate.ts';
import type { Reason } from '../model/reason.ts';
import type { Stage } from '../model/trial.ts';
import type { ComparisonGrade } from './comparison.ts';
import type { BestBuyClaim } from './economics/claim.ts';
import type { Evidence, Grade } from './evidence.ts';
import type { Limiter } from './limiter.ts';
import type { OtherMix } from './otherMix.ts';

/** Something the run says about the system, as data; reports put it in words. */
export type Claim =
  | BestBuyClaim
  | {
      /** Where more nodes stop paying, and what stands in the way. */
      readonly kind: 'flattens';
      readonly topology: string;
      /** The whole N to stop at, and the curve's knee before it as a real number. */
      readonly stopAtNodes: number;
      readonly knee: Estimate;
      readonly kneeBasis: 'law' | 'points';
      readonly kneeThreshold: number;
      /** The fitted curve's height at `stopAtNodes`, requests/s; null where no law was fitted. */
      readonly throughputAtStopPerSecond: number | null;
      readonly largestScale: number;
      readonly throughputAtLargestPerSecond: MaybeEstimate;
      readonly limiter: Limiter;
      /** Where a wall test proved the limiter; null where none did. */
      readonly confirmedAtScale: number | null;
      readonly grade: Grade;
      readonly evidence: Evidence;
    }
  | {
      /** Throughput still paid at the largest scale that was measured. */
      readonly kind: 'keeps-rising';
      readonly topology: string;
      readonly largestScale: number;
      readonly throughputAtLargestPerSecond: MaybeEstimate;
      readonly limiter: Limiter;
      /** Where a wall test proved the limiter; null where none did. */
      readonly confirmedAtScale: number | null;
      readonly grade: Grade;
      readonly evidence: Evidence;
    }
  | {
      /** No law fits or too few points: nothing is said about where it flattens. */
      readonly kind: 'shape-unknown';
      readonly topology: string;
      readonly reason: Reason;
      readonly grade: 'unknown';
      readonly evidence: Evidence;
    }
  | {
      /** Two topologies at equal total CPU, at the largest CPU that both were measured around. */
      readonly kind: 'equal-cpu';
      readonly first: string;
      readonly second: string;
      readonly provisionedCpuCores: number | null;
      readonly ratio: MaybeEstimate;
      readonly outcome: ComparisonGrade;
      readonly crossover: MaybeEstimate;
      readonly grade: Grade;
      readonly evidence: Evidence;
    }
  | {
      /** A cluster of one against a single node: what the balancer alone costs. */
      readonly kind: 'balancer-cost';
      /** cluster of one / single. */
      readonly throughputRatio: MaybeEstimate;
      readonly outcome: ComparisonGrade;
      /** Median response time, cluster of one − single. */
      readonly addedP50Ms: number | null;
      readonly balancerCpuMsPerRequest: number | null;
      readonly grade: Grade;
      readonly evidence: Evidence;
    };

/** What a reader must know before any claim. */
export type Warning =
  | {
      readonly kind: 'invalid-trials';
      readonly cellId: string;
      readonly invalid: number;
      readonly of: number;
      readonly rules: readonly string[];
    }
  | {
      readonly kind: 'failed-trials';
      readonly cellId: string;
      readonly failed: number;
      readonly of: number;
      /** Of the first. */
      readonly stage: Stage;
      readonly error: string;
    }
  | { readonly kind: 'no-result'; readonly cellId: string; readonly reason: Reason }
  | { readonly kind: 'refused-point'; readonly cellId: string; readonly reason: Reason }
  | {
      readonly kind: 'efficiency-above-one';
      readonly cellId: string;
      readonly efficiency: MaybeEstimate;
    }
  | {
      readonly kind: 'unsettled';
      readonly cellId: string;
      readonly trials: number;
      readonly of: number;
    }
  | {
      /** The warm-up ended by time: a busy node had used less CPU by then than the experiment asks for. */
      readonly kind: 'cold';
      readonly cellId: string;
      readonly trials: number;
      readonly of: number;
      /** Of the coldest trial. */
      readonly cpuSeconds: number;
      readonly askedCpuSeconds: number;
    }
  | ({ readonly kind: 'other-mix' } & OtherMix)
  | { readonly kind: 'errors'; readonly cellId: string; readonly errorShare: number }
  | { readonly kind: 'single-trial'; readonly cellIds: readonly string[] }
  | { readonly kind: 'unfinished' };

/** What the run does not tell, so that nobody reads it into the claims. */
export type NotTested =
  /** The wall's place follows from the ratio of database to node size that was chosen. */
  | {
      readonly kind: 'database-to-node-ratio';
      readonly databaseCpuCores: number;
      readonly nodeCpuCores: number;
    }
  | { readonly kind: 'beyond-range'; readonly topology: string; readonly largestScale: number }
  | { readonly kind: 'limiter-unconfirmed'; readonly topologies: readonly string[] }
  | { readonly kind: 'closed-model-only' }
  | { readonly kind: 'one-scenario'; readonly scenario: string };

export interface Verdict {
  readonly warnings: readonly Warning[];
  readonly claims: readonly Claim[];
}
