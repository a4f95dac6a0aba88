/**
 * A server of known behaviour, a process of its own: answers after `delayMs` (its first argument,
 * 0 for at once), measures what that delay really was, and fails in the ways it is told to.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeHistogram } from '../../model/histogram.ts';
import { delayedAnswers } from './delayed.ts';
import type { FromServer, KnownReport, ToServer } from './protocol.ts';

const { answer, body, delays } = delayedAnswers(Number(process.argv[2] ?? 0));

const counts = { failed: 0, cut: 0, hung: 0 };
const coming = { cut: 0, hang: 0, fail: 0 };

const tell = (message: FromServer): void => {
  process.send?.(message);
};

const cutInTheMiddle = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-length': body.length });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
};

const server = createServer({ keepAliveTimeout: 0 }, (_request, response) => {
  if (coming.fail > 0) {
    coming.fail -= 1;
    counts.failed += 1;
    response.writeHead(503).end();
  } else if (coming.hang > 0) {
    coming.hang -= 1;
    counts.hung += 1;
  } else if (coming.cut > 0) {
    coming.cut -= 1;
    counts.cut += 1;
    cutInTheMiddle(response);
  } else answer(response);
});

const report = (): KnownReport => ({
  ...counts,
  answered: delays.totalCount,
  delayMicros: encodeHistogram(delays),
});

const standStill = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

const outage = (port: number, ms: number): void => {
  server.close();
  server.closeAllConnections();
  setTimeout(() => server.listen(port, '127.0.0.1', 1024, () => tell({ kind: 'recovered' })), ms);
};

process.on('message', (message: ToServer) => {
  const { port } = server.address() as AddressInfo;
  if (message.kind === 'report') tell({ kind: 'report', report: report() });
  else if (message.kind === 'stall') standStill(message.ms);
  else if (message.kind === 'drop') server.closeAllConnections();
  else if (message.kind === 'outage') outage(port, message.ms);
  else coming[message.kind] += message.count;
});
process.once('disconnect', () => process.exit());

server.listen(0, '127.0.0.1', 1024, () =>
  tell({ kind: 'listening', port: (server.address() as AddressInfo).port }),
);
