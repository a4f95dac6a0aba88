import type { MaybeEstimate } from '../model/estimate.ts';
import type { Limiter } from './limiter.ts';
import type { ModelChoice } from './scaling/model.ts';

/** A measured cell on a topology's curve. */
export interface CurvePoint {
  readonly cellId: string;
  readonly scale: number;
  readonly appCpuCores: number;
  /** Application, balancer and databases: what the point costs. */
  readonly provisionedCpuCores: number;
  readonly throughputPerSecond: MaybeEstimate;
  /** Throughput / (scale × throughput per node of the first point): 1 is "N nodes, N times". */
  readonly efficiency: MaybeEstimate;
  /** The whole interval lies above 1: a warning about the first point, not a gain. */
  readonly efficiencyAboveOne: boolean;
  readonly limiter: Limiter;
  /** Why the point enters no fit (generator or host saturated, no completed trial); null where it does. */
  readonly refusal: string | null;
}

/** What the nodes between two neighbouring points brought. */
export interface MarginalGain {
  readonly fromScale: number;
  readonly toScale: number;
  /** (X₂ − X₁) / (N₂ − N₁), requests/s a node. */
  readonly perNodePerSecond: MaybeEstimate;
  /** The same over the first point's throughput per node: 1 is a full node's worth. */
  readonly shareOfFirstNode: number | null;
  readonly addedCpuCores: number;
}

/** How one topology grows under one scenario. */
export interface ScalingCurve {
  readonly topology: string;
  readonly scenario: string;
  readonly points: readonly CurvePoint[];
  readonly model: ModelChoice;
  /** The chosen law over the measured range, for drawing; empty without one. */
  readonly fitted: readonly { readonly scale: number; readonly throughputPerSecond: number }[];
  /** The ideal line's slope: the first point's throughput per node; null without a first point. */
  readonly idealPerNodePerSecond: number | null;
  /** The last whole N whose next node still brings `kneeThreshold` of the first node's gain. */
  readonly knee: MaybeEstimate;
  readonly kneeThreshold: number;
  readonly marginal: readonly MarginalGain[];
}
