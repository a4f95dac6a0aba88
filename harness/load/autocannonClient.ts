// oxlint-disable no-underscore-dangle -- autocannon's own names
import type { Socket } from 'node:net';
import type autocannon from 'autocannon';

/** What of autocannon's `Client` is used and not in its type. */
export interface Client extends autocannon.Client {
  readonly opts: { readonly hostname: string; readonly port: number };
  /** Set by whoever connects. */
  conn?: Socket;
  readonly parser: {
    readonly reinitialize: (type: 'RESPONSE') => void;
    readonly execute: (bytes: Buffer, start: number, length: number) => void;
  };
  pipelinedRequests: Exchange;
  readonly requestIterator: { nextRequest: () => void };
  emit: (event: string, first?: unknown, second?: unknown, third?: unknown) => boolean;
  readonly destroy: () => void;
  readonly _destroyConnection: () => void;
  _connect: () => void;
  _doRequest: () => void;
  getRequestBuffer: () => string;
}

/** What the parser knows once an answer's head is complete. */
export interface Head {
  readonly statusCode: number;
  readonly headers: readonly string[];
  readonly shouldKeepAlive: boolean;
}

/**
 * Takes the place of autocannon's queue of requests under way, which takes the time of each twice:
 * it is never more than one, and its time is its owner's.
 */
export interface Exchange {
  readonly insertRequest: () => void;
  readonly setHeaders: (head: Head) => void;
  readonly addBody: (chunk: Buffer) => void;
  /** What autocannon reads of it. */
  readonly terminateRequest: () => { readonly headers: Head };
  readonly clear: () => void;
}
