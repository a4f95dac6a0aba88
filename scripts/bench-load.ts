/**
 * Benchmarks Plateau's own load agent: `node --import tsx scripts/bench-load.ts closed quota 1000`,
 * a table for each argument: `closed`, `quota` or a rate of the open model, in requests/s. Prints
 * Markdown. Everything in one table ran against the same server within one run, interleaved, and
 * ratios are of neighbours, so that a busy machine hits both sides. Needs `wrk` and `hey` on the path
 * for their rows, and root on Linux for the server's CPU quota.
 */
import { cpus } from 'node:os';
import { meanInterval } from '../harness/analysis/interval.ts';
import { startKnownServer } from '../harness/load/known/start.ts';
import {
  type Client,
  CONNECTIONS,
  closed,
  type Figures,
  hey,
  heyPaced,
  installed,
  open,
  plain,
  timerAlone,
  wrk,
} from './bench-load/clients.ts';
import { floor } from './bench-load/floor.ts';
import { type PageServer, startPageServer } from './bench-load/pageServer.ts';
import { heldToQuota } from './bench-load/quota.ts';

/** How often the clients of a table take turns, and for how long each. */
interface Turns {
  readonly rounds: number;
  readonly seconds: number;
}

const LONG: Turns = { rounds: 7, seconds: 4 };
/** A throughput under a quota follows every other tenant of the machine: many short turns, so that neighbours share that. */
const MANY: Turns = { rounds: 90, seconds: 2 };
const WARM_UP_SECONDS = 2;
/** A second at 1,000 requests/s leaves V8 compiling for several more, a third of the CPU then measured. */
const WARM_UP_RATE = 6_000;
const QUOTA_CORES = 0.2;

interface Row {
  readonly name: string;
  readonly client: Client;
  /** Row that this one is compared with. */
  readonly against: string;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const compared = async (
  title: string,
  rows: readonly Row[],
  url: string,
  figure: keyof Figures,
  { rounds, seconds }: Turns = LONG,
): Promise<void> => {
  const seen = new Map<string, Figures[]>(rows.map(({ name }) => [name, []]));
  // The JIT's work is nobody's request.
  for (const { client } of rows) await client(url, WARM_UP_SECONDS);
  for (let round = 0; round < rounds; round += 1)
    for (const { name, client } of round % 2 === 0 ? rows : rows.toReversed())
      seen.get(name)?.push(await client(url, seconds));
  const valuesOf = (name: string): readonly number[] =>
    (seen.get(name) ?? []).map((figures) => figures[figure]);
  console.log(`\n${title} ${rounds} rounds of ${seconds} s.\n`);
  console.log(
    '| client | requests/s | client CPU µs a request | ratio, geometric mean (95 % interval) |',
  );
  console.log('| --- | ---: | ---: | ---: |');
  for (const { name, against } of rows) {
    const figures = seen.get(name) ?? [];
    const others = valuesOf(against);
    const ratios = valuesOf(name).map((value, round) => value / (others[round] ?? Number.NaN));
    const { value, low, high } = meanInterval(ratios.map(Math.log));
    const [middle, from, to] = [value, low ?? -Infinity, high ?? Infinity].map((log) =>
      Math.exp(log).toFixed(2),
    );
    const ratio = name === against ? '' : `${middle} (${from}–${to}) × ${against}`;
    const requests = median(figures.map(({ requestsPerSecond }) => requestsPerSecond)).toFixed(0);
    const cpu = median(figures.map(({ cpuMicros }) => cpuMicros)).toFixed(1);
    console.log(`| ${name} | ${requests} | ${cpu} | ${ratio} |`);
  }
};

const optional = (program: string, row: Row): readonly Row[] => (installed(program) ? [row] : []);

const closedTable = async (): Promise<void> => {
  await using server = await startKnownServer(0);
  const rows: readonly Row[] = [
    { name: 'autocannon', client: plain(), against: 'autocannon' },
    { name: 'Plateau, closed', client: closed, against: 'autocannon' },
    ...optional('wrk', { name: 'wrk', client: wrk, against: 'autocannon' }),
    ...optional('hey', { name: 'hey', client: hey, against: 'autocannon' }),
  ];
  await compared('CPU, closed model, a server without a limit.', rows, server.url, 'cpuMicros');
};

/** autocannon sends a second's requests in one burst, which spares it most of its wake-ups. */
const openTable = async (rate: number): Promise<void> => {
  await using server = await startKnownServer(0);
  const burst = `autocannon -R ${rate}`;
  const rows: readonly Row[] = [
    { name: burst, client: plain(rate), against: burst },
    { name: `Plateau, open ${rate}`, client: open(rate), against: burst },
    ...optional('hey', { name: `hey, ${rate}`, client: heyPaced(rate), against: burst }),
    { name: 'nothing but timer and sockets', client: floor(rate), against: burst },
    { name: 'nothing but wake-ups', client: timerAlone, against: burst },
  ];
  for (const client of [plain, open, floor])
    await client(WARM_UP_RATE)(server.url, WARM_UP_SECONDS);
  const title = `CPU, open model at ${rate} requests/s, a server without a limit.`;
  await compared(title, rows, server.url, 'cpuMicros');
};

const quotaTable = async (what: string, start: () => Promise<PageServer>): Promise<void> => {
  await using server = await start();
  // Warm first: a JIT under a quota needs minutes.
  await plain()(server.url, WARM_UP_SECONDS);
  await using _quota = await heldToQuota(server.pid, QUOTA_CORES);
  const against = installed('wrk') ? 'wrk' : 'autocannon';
  const autocannonRow: Row = { name: 'autocannon', client: plain(), against };
  const first = installed('wrk') ? { name: 'wrk', client: wrk, against } : autocannonRow;
  const title = `Throughput, closed model, a server ${what}, held to ${QUOTA_CORES} CPU.`;
  const plateauRow: Row = { name: 'Plateau, closed', client: closed, against };
  await compared(title, [first, plateauRow], server.url, 'requestsPerSecond', MANY);
  const others = [
    ...optional('hey', { name: 'hey', client: hey, against }),
    ...(first === autocannonRow ? [] : [autocannonRow]),
  ];
  await compared(title, [first, ...others], server.url, 'requestsPerSecond');
};

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}; ${CONNECTIONS} connections.`,
);
for (const table of process.argv.slice(2)) {
  if (table === 'closed') await closedTable();
  else if (table === 'quota') {
    await quotaTable('that works 0.5 ms for an answer', startPageServer);
    await quotaTable('that does nothing but answer', () => startKnownServer(0));
  } else await openTable(Number(table));
}
