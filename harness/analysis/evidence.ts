/**
 * `confirmed`: shown by an experiment, its interval excludes no effect; `correlated`: seen together;
 * `indistinguishable`: the interval includes no effect; `unknown`: not told by this run.
 */
export type Grade = 'confirmed' | 'correlated' | 'indistinguishable' | 'unknown';

/** Which part of the report shows what a claim rests on. */
export type Evidence =
  | { readonly chart: 'throughput-by-nodes' | 'latency-by-nodes'; readonly topology: string }
  | { readonly chart: 'throughput-by-cpu'; readonly topologies: readonly string[] };
