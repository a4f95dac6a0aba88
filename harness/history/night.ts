import type { Attribution } from './attribution.ts';
import type { JudgedMetric, MetricValues } from './metric.ts';

/**
 * `passed`: nothing suspect. `cleared`: suspect, and the A/B pairs showed that the code is not to blame.
 * `suspected`: suspect and could not be confirmed tonight. `regressed`: confirmed.
 */
export type NightStatus =
  | 'passed'
  | 'cleared'
  | 'suspected'
  | 'regressed'
  | 'invalid'
  | 'insufficient-history';

/** Two trials of one cell, run one after the other: the baseline's images and plan, and tonight's. */
export interface TrialPair {
  readonly cell: string;
  /** Metric id → value. */
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
}

export interface ConfirmedMetric {
  readonly id: string;
  readonly verdict: 'regressed' | 'cleared' | 'undecided';
  readonly pairs: number;
  /** Relative change of the metric from the baseline's image to tonight's. */
  readonly change: number;
  /** The change's interval at the confidence of the decision. */
  readonly low: number;
  readonly high: number;
}

/** `undecided` asks for the next look's pairs. */
export interface Confirmation {
  readonly verdict: 'regressed' | 'cleared' | 'undecided';
  readonly metrics: readonly ConfirmedMetric[];
  /** What it rests on, in the order they ran: the history can be judged again. */
  readonly pairs: readonly TrialPair[];
}

export interface Decision {
  readonly status: NightStatus;
  /** Sentences for a reader, the most important first. */
  readonly reasons: readonly string[];
  /** Every metric that could be judged; empty without a baseline. */
  readonly judged: readonly JudgedMetric[];
  /** Ids of the metrics that the screen stopped at. */
  readonly suspects: readonly string[];
  readonly confirmation: Confirmation | null;
}

/** What decides whether two nights can be compared: name → value as text. */
export type Fingerprint = Readonly<Record<string, string>>;

/** What a night measured, before it was judged. */
export interface NightMeasurement {
  /** The run's id. */
  readonly id: string;
  /** ISO 8601, by the machine's clock, which may have been set back. */
  readonly startedAt: string;
  readonly commit: string | null;
  readonly fingerprint: Fingerprint;
  /** Image name → reference that names its content; the load agent's is none of the system's. */
  readonly images: Readonly<Record<string, string>>;
  /** Gated cell → hash of its deployment plan. */
  readonly plans: Readonly<Record<string, string>>;
  readonly metrics: readonly MetricValues[];
  readonly cells: readonly NightCell[];
}

/** What is kept of a gated cell beside its metrics. */
export interface NightCell {
  readonly cell: string;
  readonly requests: number;
  /** Requests that did not end `ok` / all, 0 to 1. */
  readonly errorShare: number;
  /** All trials' response times of requests that ended `ok`, µs: HdrHistogram V2, compressed, base64. */
  readonly okMicros: string;
  readonly routes: readonly NightRoute[];
}

export interface NightRoute {
  readonly route: string;
  readonly requests: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
}

export interface Night extends NightMeasurement {
  readonly kind: 'night';
  readonly decision: Decision;
  /** Of a regression that A/B pairs confirmed. */
  readonly attribution: Attribution | null;
}

/** Someone wanted the change that this night shows: its level is the level from then on. */
export interface Acceptance {
  readonly kind: 'acceptance';
  readonly night: string;
  readonly reason: string;
  readonly at: string;
}

/** A line of the history. */
export type Entry = Night | Acceptance;
