import type { Outcome } from '../model/load.ts';
import type { ScenarioRequest, Session } from '../../targets/scenario.ts';
import type { LoadError } from './agent.ts';
import type { Answer, Connection, ConnectionHandler } from './autocannon.ts';
import type { Recorder } from './recorder.ts';
import { hopsOf, wireText } from './wire.ts';

/** Decides when a free connection sends. */
export interface Pacing {
  /** The user's connection is free since `nowMs`. */
  readonly free: (user: User, nowMs: number) => void;
  /** The user's connection was free and is no more. */
  readonly gone: (user: User) => void;
  /** A connection could not be made. */
  readonly refused: (nowMs: number) => void;
  /** Called some 20 times a second. @returns whether nothing more will be sent. */
  readonly tick: (nowMs: number) => boolean;
  readonly stop: () => void;
}

/** What the users of one drive share. */
export interface Drive {
  readonly host: string;
  readonly pacing: Pacing;
  readonly recorder: Recorder;
  /** Users with a request under way, the one that waits longest first. */
  readonly underWay: Set<User>;
  /** Ms since the drive began. */
  readonly now: () => number;
  /** Ends the drive: its figures would be of this machine. */
  readonly starved: (error: LoadError) => void;
}

/** One connection with the session that draws its requests. The session outlives reconnections. */
export class User implements ConnectionHandler {
  readonly #drive: Drive;
  readonly #connection: Connection;
  readonly #session: Session;
  #request: ScenarioRequest | undefined;
  #bytes = '';
  #dueMs = 0;
  sentMs = 0;
  freeSinceMs = 0;

  constructor(drive: Drive, connection: Connection, session: Session) {
    this.#drive = drive;
    this.#connection = connection;
    this.#session = session;
  }

  send(dueMs: number, nowMs: number): void {
    const { recorder, underWay, host } = this.#drive;
    const request = this.#session.next();
    if (request !== this.#request) this.#bytes = wireText(request, host);
    this.#request = request;
    this.#dueMs = dueMs;
    this.sentMs = nowMs;
    recorder.sent();
    underWay.add(this);
    this.#connection.send(this.#bytes);
  }

  free(): void {
    this.freeSinceMs = this.#drive.now();
    this.#drive.pacing.free(this, this.freeSinceMs);
  }

  answered({ status, rawHeaders, body }: Answer): void {
    const endMs = this.#drive.now();
    const { ok, tally } = this.#session.answered({ status, body });
    if (tally !== undefined) this.#drive.recorder.tally(tally);
    this.#ended(ok ? 'ok' : 'error', endMs, hopsOf(rawHeaders));
  }

  lost(): void {
    this.#ended('lost', this.#drive.now(), 0);
  }

  timedOut(nowMs: number): void {
    this.#ended('timeout', nowMs, 0);
    this.#connection.reset();
  }

  gone(): void {
    this.#drive.pacing.gone(this);
  }

  refused(): void {
    this.#drive.pacing.refused(this.#drive.now());
  }

  starved(error: LoadError): void {
    this.#drive.starved(error);
  }

  #ended(outcome: Outcome, endMs: number, hops: number): void {
    this.#drive.underWay.delete(this);
    this.#drive.recorder.ended({
      route: this.#request?.route ?? '',
      outcome,
      dueMs: this.#dueMs,
      sentMs: this.sentMs,
      endMs,
      hops,
    });
  }
}
