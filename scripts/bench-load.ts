/**
 * Benchmarks Plateau's own load agent: `node --import tsx scripts/bench-load.ts closed quota 1000`,
 * two tables for each argument: `closed`, `quota` or a rate of the open model, in requests/s. Prints
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
/** Other tenants of the machine come and go: many short turns, so that neighbours share that and the interval is narrow. */
const MANY: Turns = { rounds: 90, seconds: 2 };
const WARM_UP_SECONDS = 2;
/** A second at 1,000 requests/s leaves V8 compiling for several more, a third of the CPU then measured. */
const WARM_UP_RATE = 6_000;
const QUOTA_CORES = 0.2;

interface Row {
  readonly name: string;
  readonly client: Client;
  /** Name of the row that this one is compared with. */
  readonly against: string;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const compared = async (
  title: string,
  rows: readonly Row[],
  url: string,
  figure: keyof Figures,
  { rounds, seconds }: Turns,
): Promise<void> => {
  const seen = new Map<string, Figures[]>(rows.map(({ name }) => [name, []]));
  // The JIT's work is nobody's request.
  for (const { client } of rows) await client(url, WARM_UP_SECONDS);
  for (let round = 0; round < rounds; round += 1)
    for (const { name, client } of round % 2 === 0 ? rows : rows.toReversed())
      seen.get(name)?.push(await client(url, seconds));
  const valuesOf = (name: string): readonly number[] =>
    (seen.get(name) ?? []).map((figures) => figures[figure]);
  const ratio = (name: string, against: string): string => {
    if (name === against) return '';
    const others = valuesOf(against);
    const ratios = valuesOf(name).map((value, round) => value / (others[round] ?? Number.NaN));
    const { value, low, high } = meanInterval(ratios.map(Math.log));
    const [middle, from, to] = [value, low ?? -Infinity, high ?? Infinity].map((log) =>
      Math.exp(log).toFixed(2),
    );
    return `${middle} (${from}–${to}) × ${against}`;
  };
  console.log(`\n${title} ${rounds} rounds of ${seconds} s.\n`);
  console.log(
    '| client | requests/s | client CPU µs a request | ratio, geometric mean (95 % interval) |',
  );
  console.log('| --- | ---: | ---: | ---: |');
  for (const { name, against } of rows) {
    const figures = seen.get(name) ?? [];
    const requests = median(figures.map(({ requestsPerSecond }) => requestsPerSecond)).toFixed(0);
    const cpu = median(figures.map(({ cpuMicros }) => cpuMicros)).toFixed(1);
    console.log(`| ${name} | ${requests} | ${cpu} | ${ratio(name, against)} |`);
  }
};

interface Tables {
  readonly title: string;
  readonly url: string;
  readonly figure: keyof Figures;
  /** Between whom a bound is to keep: in a table of their own, so that they are neighbours. */
  readonly bounded: readonly [Row, Row];
  /** Beside the first of `bounded`. */
  readonly others: readonly Row[];
}

const boundAndOthers = async ({ title, url, figure, bounded, others }: Tables) => {
  await compared(title, bounded, url, figure, MANY);
  await compared(title, [bounded[0], ...others], url, figure, LONG);
};

const optional = (program: string, row: Row): readonly Row[] => (installed(program) ? [row] : []);

const closedTable = async (): Promise<void> => {
  await using server = await startKnownServer(0);
  const against = 'autocannon';
  await boundAndOthers({
    title: 'CPU, closed model, a server without a limit.',
    url: server.url,
    figure: 'cpuMicros',
    bounded: [
      { name: 'autocannon', client: plain(), against },
      { name: 'Plateau, closed', client: closed, against },
    ],
    others: [
      ...optional('wrk', { name: 'wrk', client: wrk, against }),
      ...optional('hey', { name: 'hey', client: hey, against }),
    ],
  });
};

/** autocannon sends a second's requests in one burst, which spares it most of its wake-ups. */
const openTable = async (rate: number): Promise<void> => {
  await using server = await startKnownServer(0);
  const against = `autocannon -R ${rate}`;
  for (const client of [plain, open, floor])
    await client(WARM_UP_RATE)(server.url, WARM_UP_SECONDS);
  await boundAndOthers({
    title: `CPU, open model at ${rate} requests/s, a server without a limit.`,
    url: server.url,
    figure: 'cpuMicros',
    bounded: [
      { name: against, client: plain(rate), against },
      { name: `Plateau, open ${rate}`, client: open(rate), against },
    ],
    others: [
      ...optional('hey', { name: `hey, ${rate}`, client: heyPaced(rate), against }),
      { name: 'nothing but timer and sockets', client: floor(rate), against },
      { name: 'nothing but wake-ups', client: timerAlone, against },
    ],
  });
};

const quotaTable = async (what: string, start: () => Promise<PageServer>): Promise<void> => {
  await using server = await start();
  // Warm first: a JIT under a quota needs minutes.
  await plain()(server.url, WARM_UP_SECONDS);
  await using _quota = await heldToQuota(server.pid, QUOTA_CORES);
  const against = installed('wrk') ? 'wrk' : 'autocannon';
  const autocannonRow: Row = { name: 'autocannon', client: plain(), against };
  const first: Row = installed('wrk') ? { name: 'wrk', client: wrk, against } : autocannonRow;
  await boundAndOthers({
    title: `Throughput, closed model, a server ${what}, held to ${QUOTA_CORES} CPU.`,
    url: server.url,
    figure: 'requestsPerSecond',
    bounded: [first, { name: 'Plateau, closed', client: closed, against }],
    others: [
      ...optional('hey', { name: 'hey', client: hey, against }),
      ...(first === autocannonRow ? [] : [autocannonRow]),
    ],
  });
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
