/**
 * Benchmarks Plateau's own load agent: `node --import tsx scripts/bench-load.ts [seconds]`.
 * Prints Markdown. Everything in one table ran against the same server within one run, interleaved,
 * and ratios are of neighbours, so that a busy machine hits both sides. Needs `wrk` and `hey` on
 * the path for their rows, and root on Linux for the server's CPU quota.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import autocannon from 'autocannon';
import { drive } from '../harness/load/drive.ts';
import { startKnownServer } from '../harness/load/known/start.ts';
import { plainGet } from '../harness/load/plainGet.ts';
import { loadSummary } from '../harness/load/summary.ts';
import type { LoadModel } from '../harness/model/load.ts';

const SECONDS = Number(process.argv[2] ?? 4);
const ROUNDS = 5;
const CONNECTIONS = 32;
/**
 * autocannon -R sends a second's requests in one burst, which spares both sides their wake-ups.
 * Even pacing pays for them: two a request at a low rate, shared by several at a high one.
 */
const RATES = [1_000, 3_000];
const QUOTA_CORES = 0.2;
const CFS_PERIOD_MICROS = 10_000;

interface Figures {
  readonly requestsPerSecond: number;
  /** CPU of the client for one request, in µs; null where the tool is not there. */
  readonly cpuMicros: number;
}

type Client = (url: string) => Promise<Figures>;

const run = promisify(execFile);

const plateau =
  (model: LoadModel): Client =>
  async (url) => {
    const result = await drive(
      {
        baseUrl: url,
        scenario: 'plain-get',
        seed: 1,
        model,
        settleSeconds: 1,
        measureSeconds: SECONDS,
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

const plain =
  (overallRate?: number): Client =>
  async (url) => {
    const shoot = async (duration: number): Promise<number> => {
      const rate =
        overallRate === undefined ? {} : { overallRate, ignoreCoordinatedOmission: true };
      const { requests } = await autocannon({ url, connections: CONNECTIONS, duration, ...rate });
      return requests.total;
    };
    await shoot(1);
    const before = process.cpuUsage();
    const startedMs = performance.now();
    const requests = await shoot(SECONDS);
    const { user, system } = process.cpuUsage(before);
    return {
      requestsPerSecond: requests / ((performance.now() - startedMs) / 1_000),
      cpuMicros: (user + system) / requests,
    };
  };

/** Runs a command under bash's `time`, and reads its rate from what it prints. */
const tool =
  (command: string, rate: RegExp): Client =>
  async (url) => {
    const script = `TIMEFORMAT='%U %S'; time ${command} ${url}`;
    const { stdout, stderr } = await run('bash', ['-c', script]);
    const requestsPerSecond = Number(rate.exec(stdout)?.[1]);
    const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    return {
      requestsPerSecond,
      cpuMicros: ((user + system) * 1e6) / (requestsPerSecond * SECONDS),
    };
  };

const wrk = tool(`wrk -t1 -c${CONNECTIONS} -d${SECONDS}s`, /Requests\/sec:\s+([\d.]+)/);
const hey = tool(`hey -c ${CONNECTIONS} -z ${SECONDS}s`, /Requests\/sec:\s+([\d.]+)/);
const closed = plateau({ kind: 'closed', connections: CONNECTIONS });
const open = (ratePerSecond: number): Client =>
  plateau({ kind: 'open', ratePerSecond, arrivals: 'even', connections: CONNECTIONS });

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Holds a process to a CPU quota by a cgroup of its own, version 1 or 2. */
const heldToQuota = async (pid: number): Promise<AsyncDisposable> => {
  const second = existsSync('/sys/fs/cgroup/cgroup.controllers');
  const folder = join(second ? '/sys/fs/cgroup' : '/sys/fs/cgroup/cpu', `plateau-bench-${pid}`);
  const quotaMicros = QUOTA_CORES * CFS_PERIOD_MICROS;
  await mkdir(folder);
  if (second) await writeFile(join(folder, 'cpu.max'), `${quotaMicros} ${CFS_PERIOD_MICROS}`);
  else {
    await writeFile(join(folder, 'cpu.cfs_period_us'), String(CFS_PERIOD_MICROS));
    await writeFile(join(folder, 'cpu.cfs_quota_us'), String(quotaMicros));
  }
  await writeFile(join(folder, 'cgroup.procs'), String(pid));
  return {
    [Symbol.asyncDispose]: async () => {
      // A cgroup is removed only once it is empty: the process goes back to the root.
      await writeFile(join(folder, '..', 'cgroup.procs'), String(pid));
      await rmdir(folder);
    },
  };
};

interface Row {
  readonly name: string;
  readonly client: Client;
  /** Row that this one is compared with. */
  readonly against: string;
}

const compared = async (
  title: string,
  rows: readonly Row[],
  url: string,
  figure: keyof Figures,
): Promise<void> => {
  const seen = new Map<string, Figures[]>(rows.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { name, client } of rows) seen.get(name)?.push(await client(url));
  const valuesOf = (name: string): readonly number[] =>
    (seen.get(name) ?? []).map((figures) => figures[figure]);
  console.log(`\n${title}\n`);
  console.log('| client | requests/s | client CPU µs a request | ratio, median (range) |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const { name, against } of rows) {
    const figures = seen.get(name) ?? [];
    const others = valuesOf(against);
    const ratios = valuesOf(name).map((value, round) => value / (others[round] ?? Number.NaN));
    const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
    const ratio =
      name === against
        ? ''
        : `${median(ratios).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)}) × ${against}`;
    const requests = median(figures.map(({ requestsPerSecond }) => requestsPerSecond)).toFixed(0);
    const cpu = median(figures.map(({ cpuMicros }) => cpuMicros)).toFixed(1);
    console.log(`| ${name} | ${requests} | ${cpu} | ${ratio} |`);
  }
};

const tools: readonly Row[] = [
  { name: 'wrk', client: wrk, against: 'wrk' },
  { name: 'hey', client: hey, against: 'wrk' },
].filter(({ name }) =>
  ['/usr/bin', '/usr/local/bin'].some((folder) => existsSync(join(folder, name))),
);

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}; ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections.`,
);
{
  await using server = await startKnownServer(0);
  await compared(
    'CPU of the client, a server without a limit.',
    [
      { name: 'autocannon', client: plain(), against: 'autocannon' },
      { name: 'Plateau, closed', client: closed, against: 'autocannon' },
      ...RATES.flatMap((rate) => [
        { name: `autocannon -R ${rate}`, client: plain(rate), against: `autocannon -R ${rate}` },
        { name: `Plateau, open ${rate}`, client: open(rate), against: `autocannon -R ${rate}` },
      ]),
      ...tools,
    ],
    server.url,
    'cpuMicros',
  );
}
{
  await using server = await startKnownServer(0);
  // Warm first: a JIT under a quota needs minutes.
  await plain()(server.url);
  await using _quota = await heldToQuota(server.pid);
  await compared(
    `Closed-model throughput, the server held to ${QUOTA_CORES} CPU.`,
    [
      ...tools,
      { name: 'Plateau, closed', client: closed, against: tools[0]?.name ?? 'autocannon' },
      { name: 'autocannon', client: plain(), against: tools[0]?.name ?? 'autocannon' },
    ],
    server.url,
    'requestsPerSecond',
  );
}
