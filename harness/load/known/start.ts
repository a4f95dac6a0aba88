import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fault, FromServer, KnownReport, ToServer } from './protocol.ts';

export interface KnownServer extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  readonly provoke: (fault: Fault) => void;
  readonly report: () => Promise<KnownReport>;
}

/** Starts a server of known behaviour as a process of its own on a free port of 127.0.0.1. */
export const startKnownServer = async (delayMs: number): Promise<KnownServer> => {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), [String(delayMs)], {
    execArgv: ['--import', 'tsx'],
  });
  const heard = async <Kind extends FromServer['kind']>(
    kind: Kind,
  ): Promise<FromServer & { kind: Kind }> => {
    for (;;) {
      const [message] = (await once(child, 'message')) as [FromServer];
      if (message.kind === kind) return message as FromServer & { kind: Kind };
    }
  };
  const tell = (message: ToServer): void => {
    child.send(message);
  };
  const { port } = await heard('listening');
  return {
    url: `http://127.0.0.1:${port}/`,
    pid: child.pid as number,
    provoke: tell,
    report: async () => {
      const answer = heard('report');
      tell({ kind: 'report' });
      return (await answer).report;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
};
