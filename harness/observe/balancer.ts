import type { BalancerUsage, ServerUsage } from '../model/usage.ts';
import { type HaproxyReading, MEAN_OVER } from './haproxy.ts';

/** CPU of one reading, with three servers, as measured: 0.17 ms. Each server more is a line more. */
const READING_CPU_SECONDS = 0.0002;
/** Of the balancer's quota, at most, for being looked at. */
const OBSERVER_SHARE = 0.005;
const SHORTEST_MS = 200;

/** How often a balancer of `cpuCores` is asked, so that it costs under half a percent of its CPU. */
export const balancerEveryMs = (cpuCores: number): number =>
  Math.max(SHORTEST_MS, Math.ceil((READING_CPU_SECONDS * 1_000) / (OBSERVER_SHARE * cpuCores)));

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/**
 * Standard error of the mean of evenly sampled values that depend on those before them: for a
 * first-order autoregressive series, n samples tell as much as n (1 − ρ) / (1 + ρ) independent ones.
 * (Priestley, Spectral Analysis and Time Series, 5.3.2.) @returns null for under 3 values
 */
export const seriesError = (values: readonly number[]): number | null => {
  const n = values.length;
  if (n < 3) return null;
  const centre = mean(values);
  const deviations = values.map((value) => value - centre);
  const squares = sum(deviations.map((deviation) => deviation ** 2));
  if (squares === 0) return 0;
  const lagged = sum(deviations.slice(1).map((deviation, i) => deviation * (deviations[i] ?? 0)));
  const correlation = Math.min(0.95, Math.max(0, lagged / squares));
  return Math.sqrt((squares / (n - 1) / n) * ((1 + correlation) / (1 - correlation)));
};

const serverBetween = (
  readings: readonly HaproxyReading[],
  backend: string,
  server: string,
): ServerUsage => {
  const own = readings.flatMap(({ servers }) =>
    servers.filter((one) => one.backend === backend && one.server === server),
  );
  const current = own.map((one) => one.current);
  return {
    backend,
    server,
    sessions: (own.at(-1)?.sessions ?? 0) - (own[0]?.sessions ?? 0),
    meanSessions: mean(current),
    maxSessions: Math.max(...current),
  };
};

type BackendReading = HaproxyReading['backends'][number];

/** Too few to move HAProxy's mean: what it says is then of the time before, too. */
const FEW = 128;

/**
 * Mean time of the requests between two readings. HAProxy's mean forgets exponentially: what is left in
 * it of the time before the first reading is taken out.
 */
const meanTimeMs = (first: BackendReading | undefined, last: BackendReading): number => {
  const requests = last.sessions - (first?.sessions ?? 0);
  if (!first || requests < FEW) return last.meanTimeMs;
  const left = (1 - 1 / MEAN_OVER) ** requests;
  return (last.meanTimeMs - first.meanTimeMs * left) / (1 - left);
};

const concurrencyByLittle = (
  first: HaproxyReading,
  last: HaproxyReading,
  seconds: number,
): number =>
  sum(
    last.backends.map((backend) => {
      const before = first.backends.find((one) => one.backend === backend.backend);
      const requests = backend.sessions - (before?.sessions ?? 0);
      return (requests / seconds) * (meanTimeMs(before, backend) / 1_000);
    }),
  );

/** Pure. @param seconds from the first reading to the last. @param readings evenly taken over the window, at least two. @throws where there are fewer */
export const balancerUsage = (
  container: string,
  readings: readonly HaproxyReading[],
  seconds: number,
): BalancerUsage => {
  const [first] = readings;
  const last = readings.at(-1);
  if (!first || !last || readings.length < 2) throw new Error('it was read less than twice');
  const over = (figure: 'current' | 'queued'): readonly number[] =>
    readings.map(({ backends }) => sum(backends.map((backend) => backend[figure])));
  const concurrency = over('current');
  const queued = over('queued');
  return {
    container,
    samples: readings.length,
    meanConcurrency: mean(concurrency),
    meanConcurrencyError: seriesError(concurrency),
    concurrencyByLittle: concurrencyByLittle(first, last, seconds),
    maxConcurrency: Math.max(...concurrency),
    meanQueued: mean(queued),
    maxQueued: Math.max(...queued),
    servers: last.servers.map(({ backend, server }) => serverBetween(readings, backend, server)),
  };
};
