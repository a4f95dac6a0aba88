import { ShopError } from './error.ts';

/** A public request may take this long in all; every call on its way gets what is left of it. */
export const PUBLIC_DEADLINE_MS = 10_000;

/** One request on its way through the shop, handed from call to call. */
export interface Call {
  readonly requestId: string;
  /** On the clock of `performance.now()` of this process. */
  readonly deadlineAtMs: number;
  /** Encoded or cross-process calls in the call tree below here, so far. */
  hops: number;
}

/** @param budgetMs time left until nobody waits for the answer any more. */
export const newCall = (requestId: string, budgetMs: number): Call => ({
  requestId,
  deadlineAtMs: performance.now() + budgetMs,
  hops: 0,
});

export const remainingMs = (call: Call): number => call.deadlineAtMs - performance.now();

/** @throws {ShopError} `deadline_exceeded` where nobody waits for the answer any more. */
export const refuseExpired = (call: Call, what: string): void => {
  if (remainingMs(call) <= 0) {
    throw new ShopError('deadline_exceeded', `no time was left for ${what}`);
  }
};

const processTag = Math.random().toString(36).slice(2, 8);
let requests = 0;

/** Unique over the processes of a deployment for as long as anyone reads logs; not a secret. */
export const newRequestId = (): string => {
  requests += 1;
  return `${processTag}-${requests.toString(36)}`;
};
