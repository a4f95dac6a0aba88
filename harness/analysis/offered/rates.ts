import { type Cell, isOnCurve } from '../../model/cell.ts';
import type { Experiment } from '../../model/experiment.ts';
import { seededRandom, shuffled } from '../../model/random.ts';
import type { NextRate, Trial } from '../../model/trial.ts';
import { mean } from '../interval.ts';
import { throughputOf } from '../trialFigures.ts';
import { type CapacityProbe, capacityUnder, keeps } from './capacity.ts';
import { probesOf } from './probes.ts';

/** Of the highest saturation throughput among the offered cells: from light load past the wall. */
const SHARES = [0.2, 0.4, 0.6, 0.8, 0.95, 1.1];
/** Offered much more than it carries, a system only shows how long the probe lasted. */
const MOST_OF_ITS_OWN = 1.2;
/** Search probes lie on both sides of the capacity, where the regression is steadied most. */
const AROUND = [1, 0.93, 1.05, 0.97, 1.1, 0.88];

const saturationOf = (topology: string, scale: number, trials: readonly Trial[]): number | null => {
  const throughputs = trials.flatMap(({ cell, outcome }) =>
    isOnCurve(cell) &&
    cell.topology === topology &&
    cell.scale === scale &&
    outcome.status === 'completed'
      ? [throughputOf(outcome.sample.load)]
      : [],
  );
  return throughputs.length === 0 ? null : mean(throughputs);
};

/** Two rates that differ by less than a twentieth of a request/s are one. */
const rounded = (ratePerSecond: number): number => Math.max(0.1, Number(ratePerSecond.toFixed(1)));

/**
 * The rates in requests/s that a cell is offered, ascending: the same for all cells of an experiment but
 * for those far past its own wall. Empty where they follow from saturation and none was measured.
 */
export const equalRates = (
  experiment: Experiment,
  cell: Cell,
  trials: readonly Trial[],
): readonly number[] => {
  const { offered } = experiment;
  if (!offered) return [];
  if (offered.ratesPerSecond !== 'auto') return offered.ratesPerSecond.toSorted((a, b) => a - b);
  const highest = Math.max(
    0,
    ...offered.topologies.flatMap(({ topology, scales }) =>
      scales.map((scale) => saturationOf(topology, scale, trials) ?? 0),
    ),
  );
  const own = saturationOf(cell.topology, cell.scale, trials) ?? highest;
  return SHARES.map((share) => share * highest)
    .filter((rate) => rate > 0 && rate <= own * MOST_OF_ITS_OWN)
    .map(rounded);
};

/** Where the capacity is by all that was seen so far; between the last good and first bad where no line fits. */
const guessOf = (experiment: Experiment, probes: readonly CapacityProbe[]): number | null => {
  const { value } = capacityUnder(probes, experiment.slo);
  const rates = probes.map(({ ratePerSecond }) => ratePerSecond);
  if (rates.length === 0) return null;
  const [least, most] = [Math.min(...rates), Math.max(...rates)];
  if (value !== null) return Math.min(Math.max(value, least / 2), most * MOST_OF_ITS_OWN);
  const kept = probes.filter((probe) => keeps(probe, experiment.slo));
  const missed = probes.filter((probe) => !keeps(probe, experiment.slo));
  if (missed.length === 0) return most * 1.15;
  if (kept.length === 0) return least * 0.7;
  return (
    (Math.max(...kept.map(({ ratePerSecond }) => ratePerSecond)) +
      Math.min(...missed.map(({ ratePerSecond }) => ratePerSecond))) /
    2
  );
};

const searchRate = (
  experiment: Experiment,
  probes: readonly CapacityProbe[],
  searched: number,
  equal: ReadonlySet<number>,
): number | null => {
  if (searched >= (experiment.offered?.searchProbes ?? 0)) return null;
  const guess = guessOf(experiment, probes);
  if (guess === null) return null;
  const rate = rounded(guess * (AROUND[searched % AROUND.length] ?? 1));
  return equal.has(rate) ? rounded(rate + 0.1) : rate;
};

/**
 * A deployment of an offered cell first takes the equal rates, in seeded order, then searches: each
 * further probe is placed about the capacity that all probes of the cell suggest by then.
 */
export const nextRate =
  (experiment: Experiment): NextRate =>
  ({ cell, repetition }, trials) => {
    const rates = equalRates(experiment, cell, trials);
    const equal = new Set(rates);
    const own = trials.filter((trial) => trial.cell.id === cell.id && trial.probe !== null);
    const inSlot = own.filter((trial) => trial.repetition === repetition);
    const isOver = (rate: number): boolean => {
      const tried = inSlot.filter(({ probe }) => probe?.ratePerSecond === rate);
      return (
        tried.length > experiment.retries ||
        tried.some(({ outcome }) => outcome.status === 'completed')
      );
    };
    const due = shuffled(rates, seededRandom(experiment.seed + repetition)).find(
      (rate) => !isOver(rate),
    );
    if (due !== undefined) return due;
    const searched = inSlot.filter(({ probe }) => probe && !equal.has(probe.ratePerSecond));
    const done = searched.filter(({ outcome }) => outcome.status === 'completed').length;
    if (searched.length - done > experiment.retries) return null;
    return searchRate(experiment, probesOf(own), done, equal);
  };
