import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Connection, type ConnectionHandler, openConnections } from './autocannon.ts';

const manifest = createRequire(import.meta.url).resolve('autocannon/package.json');
const sourceOf = (file: string): string => readFileSync(join(dirname(manifest), file), 'utf8');

describe('the autocannon that this adapter was written for', () => {
  it('is exactly 8.0.0', () => {
    expect((JSON.parse(sourceOf('package.json')) as { version: string }).version).toBe('8.0.0');
  });

  /** A change in one of these may change what is overridden: read it, then pin the new hash. */
  it.each([
    ['lib/httpClient.js', 'd67ae94b0ad11713813156963c78982ba183101d2ebff7b3d299770a87f69eba'],
    [
      'lib/pipelinedRequestsQueue.js',
      '8c86fa8cf51d22abcbff06ceab61991a6665d2bb32f98fcb05ade6234f1ed56f',
    ],
    ['lib/requestIterator.js', '30365ab8f619386b86b9969434d21b4126bb7c27b777fe7da76a4e5fa0215d8f'],
    ['lib/run.js', '51daef06d18d477c7ae5c470a28c4c1c56023f83a3fc6b0d928604170d1446b9'],
  ])('has the %s that was read', (file, hash) => {
    expect(createHash('sha256').update(sourceOf(file)).digest('hex')).toBe(hash);
  });
});

const silent: ConnectionHandler = {
  free: () => {},
  answered: () => {},
  lost: () => {},
  gone: () => {},
  refused: () => {},
  starved: () => {},
};

/** What a raw server does with the n-th request of all connections. */
type Behaviour = (socket: Socket, request: number) => void;

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Hops: 4\r\n\r\nhi';

interface Heard {
  readonly log: readonly string[];
  readonly connected: () => number;
  readonly requests: readonly string[];
}

/** Sends on one connection whenever it is free, until `count` events came. */
const conversation = async (behave: Behaviour, count: number): Promise<Heard> => {
  let connections = 0;
  let seen = 0;
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      requests.push(String(data));
      seen += 1;
      behave(socket, seen);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const log: string[] = [];
  let enough: (() => void) | undefined;
  const heardAll = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const hear = (event: string): void => {
    log.push(event);
    if (log.length === count) enough?.();
  };
  let sent = 0;
  const owner = (connection: Connection): ConnectionHandler => ({
    free: () => {
      if (log.length >= count) return;
      sent += 1;
      connection.send(`GET /${sent} HTTP/1.1\r\n\r\n`);
    },
    answered: ({ status, rawHeaders, body }) =>
      hear(`${status} ${body()} ${rawHeaders.includes('X-Hops') ? 'hops' : ''}`.trim()),
    lost: () => hear('lost'),
    gone: () => hear('gone'),
    refused: () => hear('refused'),
    starved: () => {},
  });
  const open = openConnections(`http://127.0.0.1:${port}`, 1, owner);
  try {
    await heardAll;
  } finally {
    await open.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
  return { log, connected: () => connections, requests };
};

describe('a connection', () => {
  it('sends what it is given, one request after another, and hears status, headers and body', async () => {
    const { log, requests, connected } = await conversation((socket) => socket.write(OK), 3);
    expect(log).toEqual(['200 hi hops', '200 hi hops', '200 hi hops']);
    expect(requests.slice(0, 3)).toEqual([1, 2, 3].map((n) => `GET /${n} HTTP/1.1\r\n\r\n`));
    expect(connected()).toBe(1);
  });

  it('puts a body together that came in pieces, also within a character', async () => {
    const euro = Buffer.from('€');
    const { log } = await conversation((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n');
      socket.write(euro.subarray(0, 1));
      setTimeout(() => socket.write(euro.subarray(1)), 20);
    }, 1);
    expect(log).toEqual(['200 €']);
  });

  it('keeps the first half of a body while it reads the second', async () => {
    const [first, second] = ['a'.repeat(1_000), 'b'.repeat(1_000)];
    const { log } = await conversation((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n${first}`);
      setTimeout(() => socket.write(second), 20);
    }, 1);
    expect(log).toEqual([`200 ${first}${second}`]);
  });

  it('is lost when it is cut before the answer, opens anew and goes on cleanly', async () => {
    const { log, connected } = await conversation(
      (socket, request) => (request === 2 ? socket.resetAndDestroy() : socket.write(OK)),
      4,
    );
    expect(log).toEqual(['200 hi hops', 'lost', '200 hi hops', '200 hi hops']);
    expect(connected()).toBe(2);
  });

  it('is lost when the server ends it politely before the answer', async () => {
    const { log } = await conversation(
      (socket, request) => (request === 1 ? socket.end() : socket.write(OK)),
      2,
    );
    expect(log).toEqual(['lost', '200 hi hops']);
  });

  it('forgets half an answer: the next one is not read as the rest of its body', async () => {
    const { log } = await conversation((socket, request) => {
      if (request > 1) return socket.write(OK);
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf');
      return setTimeout(() => socket.resetAndDestroy(), 20);
    }, 3);
    expect(log).toEqual(['lost', '200 hi hops', '200 hi hops']);
  });

  it('writes nothing to a connection that the answer said would close', async () => {
    const { log, connected } = await conversation((socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi');
    }, 3);
    expect(log).toEqual(['200 hi', '200 hi', '200 hi']);
    expect(connected()).toBeGreaterThanOrEqual(3);
  });

  it('that is idle takes an answer nobody asked for as its end', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => {});
      socket.write('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const gone = await new Promise<number>((resolve) => {
      let times = 0;
      const open = openConnections(`http://127.0.0.1:${port}`, 1, () => ({
        ...silent,
        gone: () => {
          times += 1;
          if (times === 2) void open.close().then(() => resolve(times));
        },
      }));
    });
    server.close();
    expect(gone).toBe(2);
    expect(connections).toBe(2);
  });
});

describe('a target where nothing listens', () => {
  it('is asked ten times a second and not thousands of times', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as { port: number };
    closed.close();
    await once(closed, 'close');
    let refused = 0;
    const open = openConnections(`http://127.0.0.1:${port}`, 1, () => ({
      ...silent,
      refused: () => {
        refused += 1;
      },
    }));
    await new Promise((resolve) => setTimeout(resolve, 550));
    await open.close();
    expect(refused).toBeGreaterThanOrEqual(3);
    expect(refused).toBeLessThanOrEqual(6);
  });
});
