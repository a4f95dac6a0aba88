import type { Random } from '../harness/model/random.ts';

export interface ScenarioRequest {
  /** The name this request is counted under: `GET /products/:id`. */
  readonly route: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ScenarioResponse {
  readonly status: number;
  /** Decodes the body when asked: most answers are judged by their status, and decoding costs the generator CPU. Only while `answered` runs. */
  readonly body: () => string;
}

/** One user's way through the target, over one connection at a time. */
export interface Session {
  readonly next: () => ScenarioRequest;
  /**
   * Takes the answer to the request that `next` gave last (never called where none came),
   * and says whether it is the one wanted; `tally` names what is to be counted, say `ordersPlaced`.
   */
  readonly answered: (response: ScenarioResponse) => {
    readonly ok: boolean;
    readonly tally?: string;
  };
}

/** Which of a load's users a session is, so that they can share out evenly what is rare. */
export interface Place {
  /** From 0. */
  readonly index: number;
  readonly of: number;
}

export interface Scenario {
  readonly name: string;
  /** One line for help and reports. */
  readonly summary: string;
  /** Route → share of requests, for the reader; shares sum to 1. */
  readonly mix: Readonly<Record<string, number>>;
  readonly session: (random: Random, place: Place) => Session;
}
