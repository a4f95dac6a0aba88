/**
 * The load generator held against a server that measures its own delay, under the generator's own CPU
 * quota and before any trial: what this run's instrument is worth.
 */
export interface Calibration {
  /** Open model, evenly spaced. */
  readonly offeredPerSecond: number;
  readonly samples: number;
  /** Median response time by the generator. */
  readonly responseP50Ms: number;
  /** Median time from a request's arrival to its answer by the server's own clock. */
  readonly serverP50Ms: number;
  /** How late requests left. */
  readonly sendLagP99Ms: number;
  /** CPU of one request in a closed loop against an answer that costs nothing. */
  readonly generatorCpuMicrosPerRequest: number;
  /** Requests/s at which the generator would be at the limit of its CPU; a scenario's bookkeeping comes on top. */
  readonly headroomPerSecond: number;
  /** Share of all cores' time that the hypervisor took meanwhile, 0 to 1; null where it can't be read. */
  readonly hostStealShare: number | null;
}
