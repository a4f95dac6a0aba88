import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Client, CONNECTIONS, SETTLE_SECONDS, countedCpu } from './clients.ts';

const TICK_MS = 2;

/**
 * What an even rate costs Node.js whoever drives it: a timer, a write and a read for each request, on raw
 * sockets, in ticks of 2 ms. Nothing is parsed, no latency taken, and an answer has to come in one piece.
 */
export const floor =
  (ratePerSecond: number): Client =>
  async (url, seconds) => {
    const { host, hostname, port } = new URL(url);
    const request = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n\r\n`;
    const buffer = Buffer.alloc(65_536);
    const idle: Socket[] = [];
    let answers = 0;
    const sockets = Array.from({ length: CONNECTIONS }, () => {
      const callback = (): boolean => {
        answers += 1;
        idle.push(socket);
        return true;
      };
      const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback } });
      socket.once('connect', () => idle.push(socket));
      return socket;
    });
    const startedMs = performance.now();
    let sent = 0;
    let timer: NodeJS.Timeout | undefined;
    const dueInMs = (): number => (sent * 1_000) / ratePerSecond - (performance.now() - startedMs);
    const tick = (): void => {
      while (dueInMs() <= TICK_MS / 2 && idle.length > 0) {
        idle.shift()?.write(request);
        sent += 1;
      }
      timer = setTimeout(tick, Math.round(dueInMs() / TICK_MS) * TICK_MS);
    };
    tick();
    await delay(SETTLE_SECONDS * 1_000);
    const figures = await countedCpu(seconds, () => answers);
    clearTimeout(timer);
    for (const socket of sockets) socket.destroy();
    return figures;
  };
