import type { MaybeEstimate } from '../model/estimate.ts';
import type { LoadModel } from '../model/load.ts';
import type { CpuUse } from './limiter.ts';
import type { SteadyState } from './steadyState.ts';

/** Response time over all completed trials of a cell; histograms are merged, percentiles never averaged. */
export interface Latency {
  readonly count: number;
  readonly p50Ms: MaybeEstimate;
  readonly p90Ms: MaybeEstimate;
  readonly p99Ms: MaybeEstimate;
  readonly p999Ms: MaybeEstimate;
}

export interface RouteMeasurement {
  readonly route: string;
  /** Of all requests in the measured windows, 0 to 1. */
  readonly share: number;
  /** Requests that did not end `ok` / all, 0 to 1. */
  readonly errorShare: number;
  /** Mean number of calls between components that one request caused. */
  readonly hopsPerRequest: number | null;
  /** Of requests that ended `ok`. */
  readonly latency: Latency;
}

export interface TrialCounts {
  readonly completed: number;
  readonly invalid: number;
  readonly failed: number;
}

export interface GeneratorMeasurement {
  /** Used / quota of the generator's container, the highest of the trials; null where not observed. */
  readonly cpuUtilisation: number | null;
  readonly meanConcurrency: number;
  /** How late requests left though a connection was free: p99 over all trials. */
  readonly sendLagP99Ms: number | null;
  /** Busy share of the whole host, the highest of the trials, 0 to 1; null where not observed. */
  readonly hostBusyShare: number | null;
}

/** One cell over its completed trials. Invalid and failed trials are counted and enter nothing else. */
export interface Measurement {
  readonly trials: TrialCounts;
  readonly model: LoadModel;
  /** Requests that ended `ok`, after the steady-state cut. */
  readonly throughputPerSecond: MaybeEstimate;
  /** Of requests that ended `ok`. */
  readonly latency: Latency;
  readonly errorShare: number;
  readonly routes: readonly RouteMeasurement[];
  readonly cpuByRole: readonly CpuUse[];
  readonly cpuByGroup: readonly CpuUse[];
  /** Application, balancer and database together, with an interval over the trials. */
  readonly cpuMsPerRequest: MaybeEstimate;
  /** Mean over all routes; null where no answer told. */
  readonly hopsPerRequest: number | null;
  readonly generator: GeneratorMeasurement;
  /** In the order of the completed trials. */
  readonly steadyStates: readonly SteadyState[];
}
