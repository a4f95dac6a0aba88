import type { Estimate } from '../model/estimate.ts';
import { tQuantile } from './distribution.ts';

export const CONFIDENCE = 0.95;

/** Two-sided t quantile: 2.776 for 95 % and 4 degrees of freedom. */
export const twoSidedT = (df: number, confidence: number = CONFIDENCE): number =>
  tQuantile((1 + confidence) / 2, df);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** @param values at least one */
export const median = (values: readonly number[]): number => {
  const sorted = new Float64Array(values).sort();
  const middle = sorted.length / 2;
  return sorted.length % 2 === 0
    ? ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
    : (sorted[Math.floor(middle)] as number);
};

export const sumOfSquares = (values: readonly number[]): number => {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
};

/**
 * Mean of independent units with its t interval; unbounded to both sides (null) for a single one.
 * @param values at least one
 */
export const meanInterval = (values: readonly number[], confidence = CONFIDENCE): Estimate => {
  const samples = values.length;
  const value = mean(values);
  if (samples < 2) return { value, low: null, high: null, confidence, samples };
  const df = samples - 1;
  const margin = twoSidedT(df, confidence) * Math.sqrt(sumOfSquares(values) / df / samples);
  return { value, low: value - margin, high: value + margin, confidence, samples };
};

/** Residual variance of log values, with the degrees of freedom behind it. */
export interface RelativeSpread {
  readonly variance: number;
  readonly df: number;
}

/**
 * The relative noise that the cells of one topology share: with few trials a cell, each cell's own
 * spread is hardly known, but all of them together tell it. df = Σ(nᵢ − 1).
 * @param cells trials of each cell; shape [cells][trials]
 */
export const pooledSpread = (cells: readonly (readonly number[])[]): RelativeSpread => {
  const repeated = cells.filter((cell) => cell.length > 1 && cell.every((value) => value > 0));
  const df = repeated.reduce((sum, cell) => sum + cell.length - 1, 0);
  const squares = repeated.reduce((sum, cell) => sum + sumOfSquares(cell.map(Math.log)), 0);
  return { variance: df === 0 ? 0 : squares / df, df };
};

/**
 * The factor by which a mean of `samples` units may be off to either side;
 * null where nothing was repeated, so that the noise is not known.
 */
const relativeMargin = (
  spread: RelativeSpread,
  samples: number,
  confidence = CONFIDENCE,
): number | null =>
  spread.df === 0
    ? null
    : Math.exp(twoSidedT(spread.df, confidence) * Math.sqrt(spread.variance / samples));

/** `value` with the interval that a shared relative spread gives a figure of `samples` units. */
export const aroundValue = (
  value: number,
  samples: number,
  spread: RelativeSpread,
  confidence = CONFIDENCE,
): Estimate => {
  const factor = relativeMargin(spread, samples, confidence);
  return {
    value,
    low: factor === null ? null : value / factor,
    high: factor === null ? null : value * factor,
    confidence,
    samples,
  };
};

/**
 * Geometric mean of positive values with the interval that a shared relative spread gives.
 * @param values at least one; where one is not positive, the arithmetic mean and its own interval
 */
export const relativeInterval = (
  values: readonly number[],
  spread: RelativeSpread,
  confidence = CONFIDENCE,
): Estimate =>
  values.some((value) => value <= 0)
    ? meanInterval(values, confidence)
    : aroundValue(Math.exp(mean(values.map(Math.log))), values.length, spread, confidence);
