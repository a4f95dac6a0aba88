import type { LoadBins } from '../model/load.ts';
import { mean, sumOfSquares, twoSidedT } from './interval.ts';

/** Where a measured window became steady, and whether it did. */
export type SteadyState =
  | { readonly status: 'settled'; readonly cutBins: number; readonly cutMs: number }
  | { readonly status: 'unsettled'; readonly reason: string }
  | { readonly status: 'unknown'; readonly reason: string };

/** White, "An Effective Truncation Heuristic for Bias Reduction" (1997): batches of five. */
const BINS_PER_BATCH = 5;
/** Under this many batches the rule cuts at random. */
const MINIMUM_BATCHES = 20;

/** Mean of each five bins, bins without a value left out; a batch of none but those is null. */
const batchMeans = (series: readonly (number | null)[]): readonly (number | null)[] =>
  Array.from({ length: Math.floor(series.length / BINS_PER_BATCH) }, (_, batch) => {
    const start = batch * BINS_PER_BATCH;
    const values = series.slice(start, start + BINS_PER_BATCH).filter((value) => value !== null);
    return values.length === 0 ? null : mean(values);
  });

/** Two stretches of a series have different means: by the t test at 0.1 %, as many pairs of stretches are looked at. */
const differ = (first: readonly number[], second: readonly number[]): boolean => {
  const df = first.length + second.length - 2;
  const variance = (sumOfSquares(first) + sumOfSquares(second)) / df;
  const error = Math.sqrt(variance * (1 / first.length + 1 / second.length));
  return Math.abs(mean(first) - mean(second)) > twoSidedT(df, 0.999) * error;
};

/**
 * Batches to leave out so that the mean of the rest has the smallest standard error:
 * argmin over d ≤ k/2 of Σ(Yᵢ − Ȳ)² / (k − d)². None where no beginning of what would be left out differs from
 * the rest: the rule alone cuts three in five steady series of 20 or 40 batches, by a fifth of them (simulated), and
 * where some requests cost twenty times the others, what is left is another mix.
 */
const mserCut = (batches: readonly number[]): number => {
  let best = 0;
  let bestError = Number.POSITIVE_INFINITY;
  for (let cut = 0; cut <= Math.floor(batches.length / 2); cut++) {
    const rest = batches.slice(cut);
    const error = sumOfSquares(rest) / rest.length ** 2;
    if (error < bestError) {
      best = cut;
      bestError = error;
    }
  }
  const rest = batches.slice(best);
  const begins = Array.from({ length: best }, (_, last) => batches.slice(0, last + 1));
  return begins.some((beginning) => differ(beginning, rest)) ? best : 0;
};

/** A drift smaller than this share of the mean over what is left after the cut does no harm. */
const HARMLESS_DRIFT = 0.05;

/** What is left after the cut still has a slope: by the t test at 1 %, and large enough to matter. */
const stillDrifts = (batches: readonly number[]): boolean => {
  const n = batches.length;
  const middle = (n - 1) / 2;
  const spreadOfIndex = (n * (n * n - 1)) / 12;
  const slope = batches.reduce((sum, value, i) => sum + (i - middle) * value, 0) / spreadOfIndex;
  if (Math.abs(slope) * n < HARMLESS_DRIFT * mean(batches)) return false;
  const residual = Math.max(0, sumOfSquares(batches) - slope * slope * spreadOfIndex);
  return Math.abs(slope) > twoSidedT(n - 2, 0.99) * Math.sqrt(residual / (n - 2) / spreadOfIndex);
};

/**
 * MSER-5 on throughput and on median latency; the later of the two cuts holds.
 * `unsettled` where either still drifts after its cut, `unknown` with too few batches.
 */
export const steadyState = (bins: LoadBins): SteadyState => {
  const throughput = batchMeans(bins.completed).filter((value) => value !== null);
  const latency = batchMeans(bins.medianMicros).filter((value) => value !== null);
  if (throughput.length < MINIMUM_BATCHES) {
    return {
      status: 'unknown',
      reason: `${throughput.length} batches of ${BINS_PER_BATCH * bins.binMs} ms; a steady state can be told from ${MINIMUM_BATCHES} on`,
    };
  }
  const throughputCut = mserCut(throughput);
  if (stillDrifts(throughput.slice(throughputCut))) {
    return { status: 'unsettled', reason: 'throughput still drifts at the end of the window' };
  }
  if (latency.length < throughput.length) {
    return { status: 'unsettled', reason: 'no answer for whole batches of the window' };
  }
  const latencyCut = mserCut(latency);
  if (stillDrifts(latency.slice(latencyCut))) {
    return { status: 'unsettled', reason: 'median latency still drifts at the end of the window' };
  }
  const cutBins = Math.max(throughputCut, latencyCut) * BINS_PER_BATCH;
  return { status: 'settled', cutBins, cutMs: cutBins * bins.binMs };
};
