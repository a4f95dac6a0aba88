/** How a request ended. `lost`: sent, and the connection went before an answer came. */
export type Outcome = 'ok' | 'error' | 'timeout' | 'lost';

/**
 * Closed: each connection sends its next request when the last was answered.
 * Open: requests leave on one schedule, whatever the server does.
 */
export type LoadModel =
  | { readonly kind: 'closed'; readonly connections: number }
  | {
      readonly kind: 'open';
      readonly ratePerSecond: number;
      readonly arrivals: 'even' | 'poisson';
      readonly connections: number;
    };

/** One drive of load: `settleSeconds` that are not recorded, then `measureSeconds` that are. */
export interface LoadJob {
  readonly baseUrl: string;
  readonly scenario: string;
  readonly seed: number;
  readonly model: LoadModel;
  readonly settleSeconds: number;
  readonly measureSeconds: number;
  readonly timeoutMs: number;
}

/** The route of requests that were due and that no connection ever took: none was drawn for them. */
export const NEVER_SENT = '(never sent)';

/**
 * Requests of one route with one outcome that were due in the measured window, however late they
 * ended. (Throughput is in `LoadBins`; the two differ where an open model offers more than is carried.)
 */
export interface RouteLoad {
  readonly route: string;
  readonly outcome: Outcome;
  readonly count: number;
  /**
   * From the intended send time, in µs: HdrHistogram V2, compressed, base64.
   * Timeouts are recorded at the time they had waited (censored).
   */
  readonly responseMicros: string;
  /** From the actual send time, in µs; requests never sent have none. The response time in a closed model. */
  readonly serviceMicros: string;
  /** RPC hops that the answers of this route reported, summed. */
  readonly hops: number;
}

/**
 * The whole drive's requests, settling and drain included: sent = completed + errors + timeouts + lost.
 * A request that was due and found no connection in time is among the sent.
 */
export interface LoadCounts {
  readonly sent: number;
  readonly completed: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly lost: number;
}

/**
 * The measured window in equal slices: the throughput, and what steady-state detection reads.
 * Shape of both series: [bins]. A request counts in the slice in which it ended well.
 */
export interface LoadBins {
  readonly binMs: number;
  readonly completed: readonly number[];
  /** Median response time of the slice in µs; null in a slice with no answer. */
  readonly medianMicros: readonly (number | null)[];
}

export interface GeneratorHealth {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** How late requests left though a connection was free, in µs: HdrHistogram as above. */
  readonly sendLagMicros: string;
  /** Mean number of requests under way in the measured window. */
  readonly meanConcurrency: number;
}

/** What an agent hands back for a `LoadJob`; several agents' results merge without loss. */
export interface LoadResult {
  readonly model: LoadModel;
  readonly measuredSeconds: number;
  readonly routes: readonly RouteLoad[];
  readonly counts: LoadCounts;
  readonly bins: LoadBins;
  readonly generator: GeneratorHealth;
  /** What the scenario counted over the whole drive, say `ordersPlaced`; the target reconciles with it. */
  readonly tallies: Readonly<Record<string, number>>;
}
