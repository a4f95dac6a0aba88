/** What a night is gated on. Units: requests/s; ms; CPU-ms a request; CPU of a part ÷ the balancer's. */
export type MetricKind = 'throughput' | 'p99' | 'cpu' | 'cpu-ratio';

/** One gated metric of one night: a value for each completed trial, in the order they ran. */
export interface MetricValues {
  /** Stable over nights: `throughput split-8-browse`, `cpu split-8-browse app/products`. */
  readonly id: string;
  readonly kind: MetricKind;
  readonly cell: string;
  /** `role/group` of the containers whose CPU it is; null where it is of the whole cell. */
  readonly group: string | null;
  readonly values: readonly number[];
}

/** One metric tonight against its baseline. */
export interface JudgedMetric {
  readonly id: string;
  readonly kind: MetricKind;
  readonly cell: string;
  readonly group: string | null;
  /** In the metric's unit. */
  readonly baseline: number;
  readonly tonight: number;
  /** Relative change of the metric: −0.1 is 10 % less. */
  readonly change: number;
  /** Standard deviations for the worse. */
  readonly z: number;
  /** The same beyond what all metrics, or all ratios of the cell, have in common tonight: a slower machine, another balancer. */
  readonly zAgainstOthers: number;
  /** Relative change for the worse from which this metric is suspect tonight. */
  readonly suspectFrom: number;
  /** Variance of the log ratio of two trials of tonight, for the pairs that may follow. */
  readonly pairVariance: number;
}

/**
 * The least relative change for the worse that matters. p99 has a third of the others' precision
 * (the spread of a single trial's p99 was seen at 15 to 43 %), so less of it is worth a night's A/B.
 */
export const LEAST_EFFECT: Readonly<Record<MetricKind, number>> = {
  throughput: 0.05,
  cpu: 0.05,
  'cpu-ratio': 0.05,
  p99: 0.1,
};

const worseWhenHigher = (kind: MetricKind): boolean => kind !== 'throughput';

/** Natural log of the cost: higher is worse whatever the metric, and a ratio becomes a difference. */
export const logCost = (kind: MetricKind, value: number): number =>
  worseWhenHigher(kind) ? Math.log(value) : -Math.log(value);

/** @returns the relative change of the metric itself: −0.1 is 10 % less throughput. */
export const changeOf = (kind: MetricKind, logCostDifference: number): number =>
  Math.expm1(worseWhenHigher(kind) ? logCostDifference : -logCostDifference);

/** The value whose log cost this is. */
export const valueOf = (kind: MetricKind, cost: number): number =>
  Math.exp(worseWhenHigher(kind) ? cost : -cost);
