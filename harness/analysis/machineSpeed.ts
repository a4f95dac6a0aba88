import { type Estimate, type MaybeEstimate, unknown } from '../model/estimate.ts';
import type { TrialUse } from './cpuUse.ts';
import { CONFIDENCE, mean, pooledSpread, type RelativeSpread, twoSidedT } from './interval.ts';

/**
 * The generator's CPU a request falls as its rate rises, since one wake-up then reads several answers:
 * as rate^−0.4 between the cells of recorded runs (−0.32 to −0.52). Without it a system that has got
 * slower would be taken for a machine that has.
 */
const RATE_ELASTICITY = -0.4;

/** Fewest degrees of freedom that must be left to say how figures follow the machine's speed. */
const LEAST_DF = 5;

/** A figure of each trial of one cell, and how slow the machine was meanwhile; `slowness` is empty where not all tell. */
export interface PacedSeries {
  readonly values: readonly number[];
  readonly slowness: readonly number[];
}

/**
 * How slow the machine was during a trial, as a logarithm: CPU that the load generator, whose work is the
 * same in all trials, took for a request. On a shared machine other tenants' use of caches and memory
 * makes all processes of a trial slower at once: over 40 trials of ten cells the throughput correlated
 * with this with −0.97.
 * @returns null where the generator was not observed
 */
export const slownessOf = ({
  containers,
  wallSeconds,
  answersPerSecond,
}: TrialUse): number | null => {
  const cpuSeconds = containers
    .filter(({ role }) => role === 'generator')
    .reduce((sum, container) => sum + container.cpuSeconds, 0);
  return cpuSeconds > 0 && answersPerSecond > 0
    ? Math.log(cpuSeconds / wallSeconds / answersPerSecond) -
        RATE_ELASTICITY * Math.log(answersPerSecond)
    : null;
};

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

const isPaced = ({ values, slowness }: PacedSeries): boolean => slowness.length === values.length;

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
  const slownessSquares = over(({ slowness }) => crossProducts(slowness, slowness));
  if (slownessSquares === 0) return unpaced;
  const elasticity =
    over(({ values, slowness }) => crossProducts(values.map(Math.log), slowness)) / slownessSquares;
  const left = raw.variance * raw.df - elasticity ** 2 * slownessSquares;
  const df = raw.df - 1;
  return { spread: { variance: Math.max(0, left) / df, df }, elasticity, slownessSquares };
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
  const slower = elasticity === 0 ? 0 : mean(second.slowness) - mean(first.slowness);
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
