import { writeFile } from 'node:fs/promises';
import { BlockList, isIP } from 'node:net';
import Table from 'cli-table3';
import { Command, InvalidArgumentError, Option } from 'commander';
import { drive } from '../load/drive.ts';
import { histogramLog } from '../load/histogramLog.ts';
import { plainGet } from '../load/plainGet.ts';
import { type LatencySummary, type LoadSummary, loadSummary } from '../load/summary.ts';
import type { LoadJob, LoadModel } from '../model/load.ts';
import { UsageError } from './errors.ts';
import { interruptible } from './interrupt.ts';

interface LoadOptions {
  readonly rate?: number;
  readonly arrivals: 'even' | 'poisson';
  readonly connections?: number;
  readonly seconds: number;
  readonly settle: number;
  readonly timeout: number;
  readonly seed: number;
  readonly json: boolean;
  readonly hdr?: string;
}

/** Enough connections that a server answering within a second never makes a request wait for one. */
const connectionsFor = (ratePerSecond: number): number =>
  Math.min(1_000, Math.max(10, Math.ceil(ratePerSecond)));

const modelOf = ({ rate, arrivals, connections }: LoadOptions): LoadModel => {
  if (rate !== undefined)
    return {
      kind: 'open',
      ratePerSecond: rate,
      arrivals,
      connections: connections ?? connectionsFor(rate),
    };
  if (connections !== undefined) return { kind: 'closed', connections };
  throw new UsageError(
    'give --rate R (requests leave on a schedule) or --connections C (each waits for its answer), or both',
  );
};

/** This machine, and the networks that Docker makes on it. */
const allowed = new BlockList();
allowed.addSubnet('127.0.0.0', 8);
allowed.addSubnet('172.16.0.0', 12);
allowed.addAddress('::1', 'ipv6');

const targetOf = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:')
    throw new UsageError(`"${text}" is no http: URL, say http://127.0.0.1:8080/products`);
  const host = url.hostname.replaceAll(/[[\]]/g, '');
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  if (host === 'localhost' || (isIP(host) && allowed.check(host, family))) return url;
  throw new UsageError(
    `load goes to this machine only (localhost, 127.0.0.0/8, ::1, Docker's 172.16.0.0/12), not to ${url.hostname}`,
  );
};

const over0 = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number over 0.');
};

const whole = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number over 0.');
};

const from0 = (text: string): number => {
  const value = Number(text);
  if (text !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('It must be a number, 0 or more.');
};

const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

const latencyRow = (name: string, latency: LatencySummary): string[] => [
  name,
  String(latency.samples),
  ...[latency.p50Ms, latency.p90Ms, latency.p99Ms, latency.p999Ms, latency.maxMs].map(ms),
];

const humanText = (summary: LoadSummary): string => {
  const { counts, model } = summary;
  const latencies = new Table({
    head: ['ms', 'samples', 'p50', 'p90', 'p99', 'p99.9', 'max'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  });
  latencies.push(latencyRow('response', summary.response));
  latencies.push(latencyRow('service', summary.service));
  if (model.kind === 'open') latencies.push(latencyRow('send lag', summary.sendLag));
  const offered = model.kind === 'open' ? ` of ${model.ratePerSecond} offered` : '';
  return [
    `${summary.throughputPerSecond.toFixed(1)} requests/s${offered}, ${summary.measuredSeconds} s, ${model.connections} connections (${summary.meanConcurrency.toFixed(2)} busy)`,
    `${counts.sent} sent = ${counts.completed} completed + ${counts.errors} errors + ${counts.timeouts} timeouts + ${counts.lost} lost`,
    latencies.toString(),
    `load generator: ${(summary.generatorCpuShare * 100).toFixed(0)} % of a core${summary.generatorCpuShare > 0.8 ? ' - over 80 %, it may be what was measured' : ''}`,
  ].join('\n');
};

const HELP = `
With --rate, requests leave on one schedule whatever the server does; response time counts from
when a request should have left, so a stall shows in every request it delayed (no coordinated
omission). With --connections alone, each connection sends when its last request was answered.
A percentile of fewer than 10/(1-q) samples is not printed.

Examples:
  plateau load http://127.0.0.1:8080/ --rate 500 --seconds 30
  plateau load http://127.0.0.1:8080/ --rate 500 --arrivals poisson --connections 200 --seconds 30
  plateau load http://127.0.0.1:8080/products --connections 32 --seconds 10 --json
  plateau load http://127.0.0.1:8080/ --rate 100 --seconds 60 --hdr latency.hlog

JSON: { model, measuredSeconds, counts: { sent, completed, errors, timeouts, lost } (whole drive),
  throughputPerSecond, response, service, sendLag: { samples, p50Ms, p90Ms, p99Ms, p999Ms, maxMs }
  (null: too few samples), meanConcurrency, generatorCpuShare, generatorCpuMicrosPerRequest }

Exit codes: 0 driven to the end (also where requests failed), 1 failure, 2 usage, 130 interrupted.`;

export const loadCommand = (): Command =>
  new Command('load')
    .description('Drive load against one URL of this machine, and say what its latency was.')
    .argument('<url>', 'what to GET')
    .addOption(
      new Option('-r, --rate <per second>', 'requests a second, open model').argParser(over0),
    )
    .addOption(
      new Option('--arrivals <how>', 'gaps between requests of the open model')
        .choices(['even', 'poisson'])
        .default('even'),
    )
    .addOption(
      new Option(
        '-c, --connections <n>',
        'connections (with --rate: at most; default: the rate, 10 to 1,000)',
      ).argParser(whole),
    )
    .addOption(new Option('-s, --seconds <s>', 'measured').argParser(over0).default(10))
    .addOption(new Option('--settle <s>', 'before, and not measured').argParser(from0).default(1))
    .addOption(new Option('--timeout <ms>', 'given up after').argParser(over0).default(10_000))
    .addOption(new Option('--seed <n>', 'of poisson arrivals').argParser(from0).default(1))
    .option('--json', 'as JSON, on standard output', false)
    .option('--hdr <file>', "write the histograms in HdrHistogram's log format (µs)")
    .addHelpText('after', HELP)
    .action(async (text: string, options: LoadOptions) => {
      const url = targetOf(text);
      const job: LoadJob = {
        baseUrl: url.href,
        scenario: 'plain-get',
        seed: options.seed,
        model: modelOf(options),
        settleSeconds: options.settle,
        measureSeconds: options.seconds,
        timeoutMs: options.timeout,
      };
      const startedAt = new Date(Date.now() + options.settle * 1_000);
      const result = await interruptible((signal) => drive(job, plainGet(url), signal));
      if (options.hdr !== undefined) await writeFile(options.hdr, histogramLog(result, startedAt));
      const summary = loadSummary(result);
      console.log(options.json ? JSON.stringify(summary, null, 2) : humanText(summary));
    });
