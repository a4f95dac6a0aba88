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

/** A new user's session. */
export type Sessions = (random: Random) => Session;

export interface Scenario {
  readonly name: string;
  /** One line for help and reports. */
  readonly summary: string;
  /** Route → share of requests, for the reader; shares sum to 1. */
  readonly mix: Readonly<Record<string, number>>;
  /** Called once for a load: its users can draw together what is rare, so that any stretch of it has its share. */
  readonly sessions: (random: Random) => Sessions;
}
