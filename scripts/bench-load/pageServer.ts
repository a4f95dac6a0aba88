import { fork } from 'node:child_process';
import { pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Some 0.5 ms of CPU: what a page takes of a node of the shop. */
const ITERATIONS = 1_000;
const BODY = 'x'.repeat(200);

export interface PageServer extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
}

/** Starts a server that works for each answer, as a process of its own on a free port of 127.0.0.1. */
export const startPageServer = async (): Promise<PageServer> => {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: ['--import', 'tsx'] });
  const [port] = (await once(child, 'message')) as [number];
  return {
    url: `http://127.0.0.1:${port}/`,
    pid: child.pid as number,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('disconnect', () => process.exit());
  const server = createServer({ keepAliveTimeout: 0 }, (_request, response) => {
    pbkdf2Sync('page', 'salt', ITERATIONS, 32, 'sha256');
    response.end(BODY);
  });
  server.listen(0, '127.0.0.1', 1024, () => process.send?.((server.address() as AddressInfo).port));
}
