import type { Cell } from '../model/cell.ts';
import type { Environment } from '../model/environment.ts';
import type { Experiment } from '../model/experiment.ts';
import type { Role } from '../model/plan.ts';
import type { Invalidity, Stage } from '../model/trial.ts';
import type { Comparison } from './comparison.ts';
import type { Limiter } from './limiter.ts';
import type { Measurement } from './measurement.ts';
import type { Prediction } from './prediction.ts';
import type { ScalingCurve } from './scalingCurve.ts';
import type { NotTested, Verdict } from './verdict.ts';

/** Everything any report format shows, as plain data: `analysis.json`. */
export interface Report {
  readonly schemaVersion: 1;
  readonly run: ReportRun;
  readonly environment: Environment;
  readonly experiment: Experiment;
  readonly cells: readonly ReportCell[];
  readonly curves: readonly ScalingCurve[];
  readonly predictions: readonly Prediction[];
  readonly comparisons: readonly Comparison[];
  readonly verdict: Verdict;
  readonly notTested: readonly NotTested[];
}

export interface ReportRun {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly profile: string;
  readonly name: string;
  readonly target: string;
  readonly scenario: string;
}

export interface ReportCell {
  readonly cell: Cell;
  readonly containers: number;
  readonly cpuCoresByRole: Readonly<Record<Role, number>>;
  /** Application, balancer and databases. */
  readonly provisionedCpuCores: number;
  readonly result: CellResult;
  /** In the order in which they ran. */
  readonly trials: readonly ReportTrial[];
}

export type CellResult =
  | { readonly status: 'measured'; readonly measurement: Measurement; readonly limiter: Limiter }
  | { readonly status: 'none'; readonly reason: string };

export interface ReportTrial {
  readonly repetition: number;
  readonly startedAt: string;
  /** Also of an invalid trial that has a sample: shown, never used. */
  readonly throughputPerSecond: number | null;
  readonly outcome:
    | { readonly status: 'completed' }
    | { readonly status: 'invalid'; readonly reasons: readonly Invalidity[] }
    | { readonly status: 'failed'; readonly stage: Stage; readonly error: string };
}
