/** What the known server does to the requests it gets from now on. */
export type Fault =
  /** Nothing is read or answered for so long: the process stands still, as in a long collection. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** Cuts every connection at once. */
  | { readonly kind: 'drop' }
  /** Cuts every connection, and refuses new ones for so long. */
  | { readonly kind: 'outage'; readonly ms: number }
  /** Ends the connection in the middle of the next `count` bodies. */
  | { readonly kind: 'cut'; readonly count: number }
  /** Never answers the next `count` requests. */
  | { readonly kind: 'hang'; readonly count: number }
  /** Answers the next `count` requests with 503 at once. */
  | { readonly kind: 'fail'; readonly count: number };

/** Requests by what the server did with them, and its own delays. */
export interface KnownReport {
  readonly answered: number;
  readonly failed: number;
  readonly cut: number;
  readonly hung: number;
  /** From the request's arrival to the end of its answer as the server saw it, in µs: HdrHistogram V2. */
  readonly delayMicros: string;
}

export type ToServer = Fault | { readonly kind: 'report' };

export type FromServer =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'recovered' }
  | { readonly kind: 'report'; readonly report: KnownReport };
