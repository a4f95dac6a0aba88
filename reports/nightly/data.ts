/** Everything that the report of a night shows, as plain data. */
export interface NightlyReport {
  readonly schemaVersion: 1;
  readonly night: NightHead;
  /** The one-line summary. */
  readonly summary: string;
  readonly status: string;
  readonly exitCode: number;
  readonly reasons: readonly string[];
  /** One for each gated metric. */
  readonly trends: readonly Trend[];
  /** Nights of the trends at which an accepted change begins. */
  readonly accepted: readonly AcceptedChange[];
  readonly evidence: readonly Evidence[];
  readonly attribution: AttributionTable | null;
  readonly fingerprint: Readonly<Record<string, string>>;
}

export interface NightHead {
  readonly id: string;
  readonly startedAt: string;
  readonly commit: string | null;
}

export interface Trend {
  readonly id: string;
  readonly kind: 'throughput' | 'p99' | 'cpu' | 'cpu-ratio';
  readonly cell: string;
  readonly group: string | null;
  /** The oldest first, tonight last. */
  readonly nights: readonly TrendNight[];
  /** Tonight's judgement; null where there was nothing to judge by. */
  readonly judged: Judgement | null;
}

/** One night's level: the mean of its trials with a 95 % interval. */
export interface TrendNight {
  /** 1, 2, …: the same number is the same night in every trend. */
  readonly position: number;
  readonly night: string;
  readonly status: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface Judgement {
  readonly baseline: number;
  readonly tonight: number;
  /** Relative: 0.1 is 10 % more. */
  readonly change: number;
  readonly z: number;
  /** Relative change for the worse from which it is suspect. */
  readonly suspectFrom: number;
  readonly suspect: boolean;
}

export interface AcceptedChange {
  readonly position: number;
  readonly night: string;
  readonly at: string;
  readonly reason: string;
}

/** What the A/B pairs say of one suspect. */
export interface Evidence {
  readonly id: string;
  readonly verdict: string;
  readonly pairs: number;
  readonly change: number;
  readonly low: number;
  readonly high: number;
}

export interface AttributionTable {
  readonly since: string | null;
  readonly until: string | null;
  readonly cells: readonly AttributedCell[];
}

export interface AttributedCell {
  readonly cell: string;
  /** Who is to blame, in a sentence. */
  readonly culprit: string;
  /** CPU by group, percentiles, routes. */
  readonly changes: readonly AttributedChange[];
}

export interface AttributedChange {
  readonly what: 'cpu' | 'cpu-ratio' | 'percentile' | 'route' | 'throughput';
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly moved: boolean;
}
