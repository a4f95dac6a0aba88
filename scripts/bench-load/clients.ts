import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { drive } from '../../harness/load/drive.ts';
import { plainGet } from '../../harness/load/plainGet.ts';
import { loadSummary } from '../../harness/load/summary.ts';
import type { LoadModel } from '../../harness/model/load.ts';

export interface Figures {
  readonly requestsPerSecond: number;
  /** CPU of the client for one request, in µs. */
  readonly cpuMicros: number;
}

/** Sends GETs to a URL for so many seconds. */
export type Client = (url: string, seconds: number) => Promise<Figures>;

export const CONNECTIONS = 32;
/** Connections open, and the first answers are in. */
export const SETTLE_SECONDS = 0.3;

const plateau =
  (model: LoadModel): Client =>
  async (url, seconds) => {
    const result = await drive(
      {
        baseUrl: url,
        scenario: 'plain-get',
        seed: 1,
        model,
        settleSeconds: SETTLE_SECONDS,
        measureSeconds: seconds,
        timeoutMs: 10_000,
      },
      plainGet(new URL(url)),
    );
    const summary = loadSummary(result);
    return {
      requestsPerSecond: summary.throughputPerSecond,
      cpuMicros: summary.generatorCpuMicrosPerRequest ?? Number.NaN,
    };
  };

export const closed = plateau({ kind: 'closed', connections: CONNECTIONS });
export const open = (ratePerSecond: number): Client =>
  plateau({ kind: 'open', ratePerSecond, arrivals: 'even', connections: CONNECTIONS });

/** This process's CPU from now on, of all its threads, over the answers of that time. */
export const countedCpu = async (seconds: number, answers: () => number): Promise<Figures> => {
  const [before, answersBefore, startedMs] = [process.cpuUsage(), answers(), performance.now()];
  await delay(seconds * 1_000);
  const { user, system } = process.cpuUsage(before);
  const counted = answers() - answersBefore;
  return {
    requestsPerSecond: counted / ((performance.now() - startedMs) / 1_000),
    cpuMicros: (user + system) / counted,
  };
};

/**
 * autocannon as it is, in this process as Plateau's agent is. CPU and answers are counted as Plateau counts
 * its own: between two moments when all connections are open. The bursts of a rate come once a second, so
 * whole seconds hold whole bursts wherever they begin.
 */
export const plain =
  (overallRate?: number): Client =>
  async (url, seconds) => {
    const rate = overallRate === undefined ? {} : { overallRate, ignoreCoordinatedOmission: true };
    const duration = seconds + 1;
    const running = autocannon({ url, connections: CONNECTIONS, duration, ...rate }, () => {});
    const done = once(running, 'done');
    let answers = 0;
    running.on('response', () => {
      answers += 1;
    });
    await delay(SETTLE_SECONDS * 1_000);
    const figures = await countedCpu(seconds, () => answers);
    await done;
    return figures;
  };

/** A timer of 1 ms that does nothing: what this process pays for each wake-up, whoever makes it. */
export const timerAlone: Client = async (_url, seconds) => {
  const before = process.cpuUsage();
  const untilMs = performance.now() + seconds * 1_000;
  let wakeUps = 0;
  while (performance.now() < untilMs) {
    await delay(1);
    wakeUps += 1;
  }
  const { user, system } = process.cpuUsage(before);
  return { requestsPerSecond: wakeUps / seconds, cpuMicros: (user + system) / wakeUps };
};

const run = promisify(execFile);

/** Runs a command under bash's `time`, and reads its rate from what it prints. */
const tool =
  (command: (seconds: number) => string): Client =>
  async (url, seconds) => {
    const script = `TIMEFORMAT='%U %S'; time ${command(seconds)} ${url}`;
    const { stdout, stderr } = await run('bash', ['-c', script]);
    const requestsPerSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
    const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    return {
      requestsPerSecond,
      cpuMicros: ((user + system) * 1e6) / (requestsPerSecond * seconds),
    };
  };

export const wrk = tool((seconds) => `wrk -t1 -c${CONNECTIONS} -d${seconds}s`);
export const hey = tool((seconds) => `hey -c ${CONNECTIONS} -z ${seconds}s`);
/** Each of hey's workers waits for a ticker of its own. */
export const heyPaced = (ratePerSecond: number): Client =>
  tool((seconds) => `hey -c ${CONNECTIONS} -q ${ratePerSecond / CONNECTIONS} -z ${seconds}s`);

export const installed = (program: string): boolean =>
  ['/usr/bin', '/usr/local/bin'].some((folder) => existsSync(`${folder}/${program}`));
