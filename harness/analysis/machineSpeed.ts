import { type Estimate, type MaybeEstimate, unknown } from '../model/estimate.ts';
import type { TrialUse } from './cpuUse.ts';
import { CONFIDENCE, mean, pooledSpread, type RelativeSpread, twoSidedT } from './interval.ts';

/** Fewest degrees of freedom that must be left to say how figures follow the machine's speed. */
const LEAST_DF = 5;

/** What tells the machine's speed: a process whose work for a request is the same in all trials of a cell. */
export type YardstickRole = 'generator' | 'balancer';

/**
 * d log cores / d log requests a second at one speed of the machine: where more comes at once, less is woken up for.
 * Without it a system that has got slower would be taken for a machine that has. Over the cells of a cluster under
 * `experiments/standard-saturation.yaml` and `limiter-node.yaml` 0.68, 0.74 and 0.62 for the generator, 0.96, 1.00 and
 * 0.91 for the balancer; a single node with 0.82 of its quota, 20 pairs: 0.63 for the generator.
 */
const BY_RATE: Readonly<Record<YardstickRole, number>> = { generator: 0.68, balancer: 0.95 };

/** What it used in a trial. */
export interface YardstickUse {
  readonly role: YardstickRole;
  readonly cores: number;
  readonly answersPerSecond: number;
  /** That it received and sent; null where not observed. */
  readonly bytesPerAnswer: number | null;
}

/** A figure of each trial of one cell, and what a yardstick used meanwhile: empty where not all trials tell. */
export interface PacedSeries {
  readonly values: readonly number[];
  readonly yardstick: readonly YardstickUse[];
}

/** @returns null where it was not observed, is not there or had nothing to do */
export const yardstickUse = (
  role: YardstickRole,
  { containers, wallSeconds, answersPerSecond }: TrialUse,
): YardstickUse | null => {
  const own = containers.filter((container) => container.role === role);
  const cpuSeconds = own.reduce((sum, container) => sum + container.cpuSeconds, 0);
  if (cpuSeconds === 0 || answersPerSecond === 0) return null;
  const moved = own.map(({ transfer }) =>
    transfer === null ? null : transfer.networkInBytes + transfer.networkOutBytes,
  );
  const bytes = moved.reduce<number | null>(
    (sum, one) => (sum === null || one === null ? null : sum + one),
    0,
  );
  return {
    role,
    cores: cpuSeconds / wallSeconds,
    answersPerSecond,
    bytesPerAnswer: bytes === null ? null : bytes / (answersPerSecond * wallSeconds),
  };
};

/** Two recorded runs of one experiment (`harness/cli/recorded/standard`) differ by less than 1 % in each cell. */
const LIKE_BYTES = 0.05;

/**
 * Whether a yardstick had the same work for an answer in both: a version whose answers are larger costs it more, and
 * would pass for a slower machine. Where bytes were not observed, nothing speaks against it.
 */
export const didLikeWork = (
  first: readonly YardstickUse[],
  second: readonly YardstickUse[],
): boolean => {
  const bytesIn = (uses: readonly YardstickUse[]): number =>
    mean(uses.flatMap(({ bytesPerAnswer }) => bytesPerAnswer ?? []));
  const change = Math.abs(bytesIn(second) / bytesIn(first) - 1);
  return !(change > LIKE_BYTES);
};

/**
 * How slow the machine was during a trial, as a logarithm, but for a constant: the CPU that the yardstick took by what
 * it takes for as many requests. On a shared machine other tenants' use of caches and memory makes all processes of a
 * trial slower at once: over 40 trials of ten cells the throughput correlated with the generator's CPU a request with
 * −0.97. To be compared between trials with one yardstick; a balancer's in one cell only.
 */
export const slowness = ({
  role,
  cores,
  answersPerSecond,
}: Omit<YardstickUse, 'bytesPerAnswer'>): number =>
  Math.log(cores) - BY_RATE[role] * Math.log(answersPerSecond);

/** How a figure follows the machine's speed, and what noise is left without it. */
export interface SpeedModel {
  /** Of the logarithms, about each cell's mean and the line. */
  readonly spread: RelativeSpread;
  /** d log figure / d log slowness; 0 where it can't be told, and nothing is taken out. */
  readonly elasticity: number;
  /** Σ (slowness − its cell's mean)². */
  readonly slownessSquares: number;
}

const crossProducts = (first: readonly number[], second: readonly number[]): number => {
  const [a, b] = [mean(first), mean(second)];
  return first.reduce((sum, value, i) => sum + (value - a) * ((second[i] as number) - b), 0);
};

const isPaced = ({ values, yardstick }: PacedSeries): boolean => yardstick.length === values.length;

/**
 * Analysis of covariance (Fisher, 1932): one slope within all cells, log figure against slowness.
 * @param cells trials of each cell, of all sides that will be compared
 */
export const speedModel = (cells: readonly PacedSeries[]): SpeedModel => {
  const raw = pooledSpread(cells.map(({ values }) => values));
  const repeated = cells.filter(
    ({ values }) => values.length > 1 && values.every((value) => value > 0),
  );
  const over = (product: (cell: PacedSeries) => number): number =>
    repeated.reduce((sum, cell) => sum + product(cell), 0);
  const unpaced = { spread: raw, elasticity: 0, slownessSquares: 0 };
  if (!repeated.every(isPaced) || raw.df - 1 < LEAST_DF) return unpaced;
  const slownessSquares = over(({ yardstick }) => {
    const slow = yardstick.map(slowness);
    return crossProducts(slow, slow);
  });
  if (slownessSquares === 0) return unpaced;
  const elasticity =
    over(({ values, yardstick }) => crossProducts(values.map(Math.log), yardstick.map(slowness))) /
    slownessSquares;
  const left = raw.variance * raw.df - elasticity ** 2 * slownessSquares;
  const df = raw.df - 1;
  return {
    spread: { variance: Math.max(0, left) / df, df },
    elasticity,
    slownessSquares,
  };
};

/** A ratio of two cells' figures as it were at one speed of the machine. */
export interface RatioAtOneSpeed {
  readonly ratio: MaybeEstimate;
  /** What the machine's speed alone did to it; ratio × machine is the ratio as measured. */
  readonly machine: number;
}

/**
 * second / first with its interval: exp(± t · s · √(1/n₁ + 1/n₂ + Δ²/Σ)), where Δ is the difference of
 * the two mean slownesses and Σ the squares that the slope was fitted to.
 */
export const ratioAtOneSpeed = (
  first: PacedSeries,
  second: PacedSeries,
  { spread, elasticity, slownessSquares }: SpeedModel,
  confidence: number = CONFIDENCE,
): RatioAtOneSpeed => {
  if ([...first.values, ...second.values].some((value) => value <= 0))
    return { ratio: unknown({ kind: 'empty-trial' }), machine: 1 };
  const slownessIn = ({ yardstick }: PacedSeries): number => mean(yardstick.map(slowness));
  const slower = elasticity === 0 ? 0 : slownessIn(second) - slownessIn(first);
  const logMean = ({ values }: PacedSeries): number => mean(values.map(Math.log));
  const value = Math.exp(logMean(second) - logMean(first) - elasticity * slower);
  const samples = Math.min(first.values.length, second.values.length);
  const imbalance = slownessSquares === 0 ? 0 : slower ** 2 / slownessSquares;
  const share = 1 / first.values.length + 1 / second.values.length + imbalance;
  const factor =
    spread.df === 0
      ? null
      : Math.exp(twoSidedT(spread.df, confidence) * Math.sqrt(spread.variance * share));
  const ratio: Estimate = {
    value,
    low: factor === null ? null : value / factor,
    high: factor === null ? null : value * factor,
    confidence,
    samples,
  };
  return { ratio, machine: Math.exp(elasticity * slower) };
};
