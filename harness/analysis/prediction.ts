import type { MaybeEstimate } from '../model/estimate.ts';
import type { Role } from '../model/plan.ts';

/** CPU a request costs at one group of containers, and what its quota can carry. */
export interface ServiceDemand {
  readonly role: Role;
  readonly group: string;
  readonly cpuMsPerRequest: number;
  readonly quotaCores: number;
  /** quota / demand: the wall this group alone would be. */
  readonly carriesPerSecond: number;
}

/** What the operational laws say of a cell, from demands measured at low load, beside what was measured. */
export interface Prediction {
  readonly cellId: string;
  readonly topology: string;
  readonly scale: number;
  /** The cell whose demands were used. */
  readonly fromCellId: string;
  readonly demands: readonly ServiceDemand[];
  /** min over groups of quota / demand. */
  readonly wallPerSecond: number;
  readonly wallAt: { readonly role: Role; readonly group: string };
  /** Exact mean-value analysis with the cell's connections. */
  readonly throughputPerSecond: number;
  readonly measuredPerSecond: MaybeEstimate;
  /** predicted / measured − 1; null without a measurement. */
  readonly relativeError: number | null;
}
