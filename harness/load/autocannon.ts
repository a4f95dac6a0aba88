// oxlint-disable no-underscore-dangle -- autocannon's own names
import { connect } from 'node:net';
import autocannon from 'autocannon';
import { LoadError } from './agent.ts';
import type { Client, Head } from './autocannonClient.ts';

/**
 * The one place that touches autocannon's insides. autocannon 8.0.0 writes requests and parses
 * answers; when a request leaves, what it is and what its latency means is decided outside. Exactly
 * this version: `autocannon.test.ts` fails when the parts below change.
 *
 * Its rate options are not used, so its correction for coordinated omission (wrong by a factor of
 * 1,000, and refused without a rate option) never runs.
 */
export interface Connection {
  /** Writes a request. Only while the connection is free. */
  readonly send: (bytes: string) => void;
  /** Gives up the request under way and opens the connection anew; the handler hears `free` again. */
  readonly reset: () => void;
}

export interface Answer {
  readonly status: number;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  /** Only while `answered` runs. */
  readonly body: () => string;
}

/** What a connection tells its owner. */
export interface ConnectionHandler {
  /** Connected, or done with the last answer: the next request may be sent, now or later. */
  readonly free: () => void;
  readonly answered: (answer: Answer) => void;
  /** The connection went before the answer to the request under way came. */
  readonly lost: () => void;
  /** The connection went while it was free. */
  readonly gone: () => void;
  /** No connection could be made. */
  readonly refused: () => void;
  /** No connection could be made, and the target never heard of it: what is driven is not the load. */
  readonly starved: (error: LoadError) => void;
}

/** A dead target is asked again at this pace; autocannon alone makes 7,700 attempts a second. */
const BACK_OFF_MS = 100;
/** A lost SYN would otherwise be sent again only after 1, 3, 7 … s, long after an outage's end. */
const CONNECT_TIMEOUT_MS = 1_000;
/** As long as a timer can be. */
const NEVER_SECONDS = 2_000_000;

const NO_TIMER = { reschedule: () => {}, clear: () => {} };

/** A connection that this machine, and not the target, refused → what its user can do. */
const OWN_REFUSALS: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL:
    'this machine has no local port left for another: drive fewer, or widen net.ipv4.ip_local_port_range',
  EMFILE: 'this process may open no more files: raise the limit (ulimit -n)',
  ENFILE: 'this machine has no open files left: raise fs.file-max',
};

/**
 * What any connection reads, until the next read of any. Sockets otherwise allocate 64 KiB for each
 * read, to be collected for an answer of some hundred bytes, and pass it through a stream's queue.
 */
const received = Buffer.alloc(65_536);

type State = 'down' | 'free' | 'busy';

class PacedConnection implements Connection {
  readonly #client: Client;
  readonly #handler: ConnectionHandler;
  readonly #requestNow: () => void;
  #state: State = 'down';
  #closed = false;
  #unasked = false;
  #bytes = '';
  #chunks: Buffer[] = [];
  readonly #ended: { headers: Head } = {
    headers: { statusCode: 0, headers: [], shouldKeepAlive: true },
  };
  #timer: NodeJS.Timeout | undefined;
  /** One function a connection, not one an answer. */
  readonly #body = (): string =>
    this.#chunks.length === 1 ? String(this.#chunks[0]) : Buffer.concat(this.#chunks).toString();

  constructor(client: Client, owner: (connection: Connection) => ConnectionHandler) {
    this.#client = client;
    this.#handler = owner(this);
    this.#requestNow = client._doRequest.bind(client);
    client._connect = () => this.#open();
    client._doRequest = () => this.#mayContinue();
    client.getRequestBuffer = () => this.#bytes;
    // Neither the next entry of a list of requests nor a fresh context is wanted.
    client.requestIterator.nextRequest = () => {};
    client.pipelinedRequests = {
      insertRequest: () => {},
      setHeaders: (head) => this.#headed(head),
      // autocannon decodes every chunk into a string; here only who reads the body pays for it.
      addBody: (chunk) => void this.#chunks.push(chunk),
      terminateRequest: () => this.#ended,
      clear: () => {},
    };
    // Its timeout would also fire on parked connections. It is set once setupClient is done.
    Object.defineProperty(client, 'timeoutTicker', {
      get: () => NO_TIMER,
      set: (timer: typeof NO_TIMER) => {
        timer.clear();
      },
    });
    const emit = client.emit.bind(client);
    client.emit = (event, first, second, third) =>
      this.#hears(event) || emit(event, first, second, third);
  }

  send(bytes: string): void {
    this.#state = 'busy';
    this.#bytes = bytes;
    this.#requestNow();
  }

  reset(): void {
    this.#tearDown();
    this.#open();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#client.destroy();
  }

  #open(): void {
    // An answer cut in the middle leaves the parser waiting for the rest of its body.
    this.#client.parser.reinitialize('RESPONSE');
    const { hostname: host, port } = this.#client.opts;
    const callback = (length: number): boolean => this.#received(length);
    const conn = connect({ host, port, onread: { buffer: received, callback } });
    this.#client.conn = conn;
    this.#timer = setTimeout(() => this.#dropped(), CONNECT_TIMEOUT_MS);
    conn.once('connect', () => {
      clearTimeout(this.#timer);
      this.#become('free');
    });
    conn.once('end', () => this.#dropped());
    conn.once('error', (cause: NodeJS.ErrnoException) => {
      const remedy = OWN_REFUSALS[cause.code ?? ''];
      if (remedy !== undefined)
        this.#handler.starved(
          new LoadError(`A connection could not be opened (${cause.code}): ${remedy}`, { cause }),
        );
      this.#dropped();
    });
  }

  #received(length: number): boolean {
    this.#client.parser.execute(received, 0, length);
    // Half a body has to be out of the way of the next read.
    if (this.#chunks.length > 0)
      this.#chunks = this.#chunks.map((chunk) =>
        chunk.buffer === received.buffer ? Buffer.from(chunk) : chunk,
      );
    return true;
  }

  #become(state: 'free'): void {
    this.#state = state;
    this.#handler.free();
  }

  #tearDown(): void {
    clearTimeout(this.#timer);
    this.#state = 'down';
    this.#unasked = false;
    this.#chunks = [];
    this.#client._destroyConnection();
  }

  #reopenIn(delayMs: number): void {
    this.#timer = setTimeout(() => this.#open(), delayMs);
  }

  /** autocannon wants to reconnect after an error or the server's end. */
  #dropped(): void {
    if (this.#closed) return;
    const before = this.#state;
    const wasConnecting = before === 'down';
    this.#tearDown();
    this.#reopenIn(BACK_OFF_MS);
    if (before === 'busy') this.#handler.lost();
    else if (wasConnecting) this.#handler.refused();
    else this.#handler.gone();
  }

  /** Its four events of each request went to a recorder of autocannon's own, which nobody reads. */
  #hears(event: string): boolean {
    if (event === 'response') this.#answered();
    else if (event !== 'headers' && event !== 'request' && event !== 'body') return false;
    return true;
  }

  #headed(head: Head): void {
    this.#ended.headers = head;
    // Say a 408 to an idle connection.
    if (this.#state !== 'busy') this.#unasked = true;
  }

  #answered(): void {
    const { statusCode, headers } = this.#ended.headers;
    if (!this.#unasked)
      this.#handler.answered({ status: statusCode, rawHeaders: headers, body: this.#body });
    this.#chunks = [];
  }

  /** autocannon would send its next request: after each answer, and before it is connected. */
  #mayContinue(): void {
    if (this.#closed || this.#state === 'down') return;
    if (this.#unasked) return this.#dropped();
    if (this.#ended.headers.shouldKeepAlive) return this.#become('free');
    this.#tearDown();
    this.#reopenIn(0);
  }
}

export interface Connections {
  readonly close: () => Promise<void>;
}

/**
 * Opens `count` connections to an `http:` URL and keeps them open until `close`.
 * @param owner is called once for each connection, before it connects.
 * @throws {LoadError}
 */
export const openConnections = (
  url: string,
  count: number,
  owner: (connection: Connection) => ConnectionHandler,
): Connections => {
  const connections: PacedConnection[] = [];
  let finish: (() => void) | undefined;
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  autocannon(
    {
      url,
      connections: count,
      duration: NEVER_SECONDS,
      sampleInt: 100,
      skipAggregateResult: true,
      setupClient: (client) => {
        connections.push(new PacedConnection(client as Client, owner));
      },
    },
    (error) => {
      // Only at once, where autocannon does not like an option.
      if (error)
        throw new LoadError(`autocannon opens no ${count} connections to ${url}`, { cause: error });
      finish?.();
    },
  );
  return {
    close: async () => {
      for (const connection of connections) connection.close();
      await ended;
    },
  };
};
