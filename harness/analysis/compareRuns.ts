import type { Environment } from '../model/environment.ts';
import { isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';
import type { Experiment } from '../model/experiment.ts';
import type { RunRecord } from '../model/run.ts';
import {
  CONFIDENCE,
  mean,
  pooledSpread,
  type RelativeSpread,
  relativeInterval,
  twoSidedT,
} from './interval.ts';
import { type MeasuredCell, measureRun } from './measurement.ts';
import { offeredCurve } from './offered/curve.ts';
import { type ComparisonGrade, gradeOfRatio, ratioOf } from './ratio.ts';

export type Metric = 'throughput' | 'cpu-per-request' | 'p99' | 'capacity';

/** One figure of one cell in two runs. */
export interface Change {
  readonly cellId: string;
  readonly metric: Metric;
  readonly before: MaybeEstimate;
  readonly after: MaybeEstimate;
  /** after / before. */
  readonly ratio: MaybeEstimate;
  /** Of the later run: `worse` is less throughput or capacity, more CPU or a longer p99. */
  readonly outcome: ComparisonGrade;
}

/** What changed from one run to another, cell by cell. */
export interface RunComparison {
  readonly before: string;
  readonly after: string;
  /** In the order of the earlier run's cells. */
  readonly changes: readonly Change[];
  /** Cells that the other run lacks or has no result of. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  /** How many of the changes chance alone is expected to show, each figure being judged at 5 %. */
  readonly expectedByChance: number;
}

/** What must be alike for two runs to be compared: which cells were measured, how often, and prices may differ. */
export interface SetUp {
  readonly machine: Readonly<Record<string, string>>;
  readonly experiment: Partial<Experiment>;
}

const GIBIBYTE = 2 ** 30;

const machineOf = (environment: Environment): SetUp['machine'] => ({
  'CPU model': environment.cpuModel,
  'CPU cores': String(environment.cpuCores),
  // A kernel takes a few MiB more or less for itself.
  'memory in GiB': String(Math.round(environment.memoryBytes / GIBIBYTE)),
  platform: environment.platform,
  kernel: environment.kernel,
  engine: `${environment.engine.name} ${environment.engine.version}`,
});

export const setUpOf = ({ environment, experiment }: RunRecord): SetUp => {
  const {
    name: _name,
    profile: _profile,
    topologies: _topologies,
    wallTest: _wallTest,
    trials: _trials,
    retries: _retries,
    seed: _seed,
    economics: _economics,
    flameGraphs: _flameGraphs,
    ...decisive
  } = experiment;
  return { machine: machineOf(environment), experiment: decisive };
};

const geometricMean = (values: readonly number[]): number => Math.exp(mean(values.map(Math.log)));

/**
 * after / before of one cell's trials: exp(t · s · √(1/n₁ + 1/n₂)) to either side.
 * @param spread of the trials of both runs together
 */
export const ratioOfTrials = (
  before: readonly number[],
  after: readonly number[],
  spread: RelativeSpread,
): MaybeEstimate => {
  if ([...before, ...after].some((value) => value <= 0)) return unknown({ kind: 'empty-trial' });
  const value = geometricMean(after) / geometricMean(before);
  const factor =
    spread.df === 0
      ? null
      : Math.exp(
          twoSidedT(spread.df) *
            Math.sqrt(spread.variance * (1 / before.length + 1 / after.length)),
        );
  return {
    value,
    low: factor === null ? null : value / factor,
    high: factor === null ? null : value * factor,
    confidence: CONFIDENCE,
    samples: Math.min(before.length, after.length),
  };
};

const OPPOSITE: Readonly<Record<ComparisonGrade, ComparisonGrade>> = {
  better: 'worse',
  worse: 'better',
  indistinguishable: 'indistinguishable',
  unknown: 'unknown',
};

const MORE_IS_BETTER: readonly Metric[] = ['throughput', 'capacity'];

const outcomeOf = (metric: Metric, ratio: MaybeEstimate): ComparisonGrade => {
  const grade = gradeOfRatio(ratio);
  return MORE_IS_BETTER.includes(metric) ? grade : OPPOSITE[grade];
};

interface Pair {
  readonly cellId: string;
  readonly before: MeasuredCell;
  readonly after: MeasuredCell;
}

/** A figure that each trial gives; the spread is that of all cells of both runs. */
const changesInTrials = (
  pairs: readonly Pair[],
  metric: Metric,
  series: (cell: MeasuredCell) => readonly number[],
): readonly Change[] => {
  const both = pairs.map(({ cellId, before, after }) => ({
    cellId,
    before: series(before),
    after: series(after),
  }));
  const told = both.filter(({ before, after }) => before.length > 0 && after.length > 0);
  const spread = pooledSpread(told.flatMap(({ before, after }) => [before, after]));
  return told.map(({ cellId, before, after }) => {
    const ratio = ratioOfTrials(before, after, spread);
    return {
      cellId,
      metric,
      before: relativeInterval(before, spread),
      after: relativeInterval(after, spread),
      ratio,
      outcome: outcomeOf(metric, ratio),
    };
  });
};

const changeOf = (
  cellId: string,
  metric: Metric,
  before: MaybeEstimate,
  after: MaybeEstimate,
): Change => {
  const ratio = ratioOf(after, before);
  return { cellId, metric, before, after, ratio, outcome: outcomeOf(metric, ratio) };
};

const capacities = (run: RunRecord): ReadonlyMap<string, MaybeEstimate> =>
  new Map(
    run.cells
      .filter(({ cell }) => cell.load === 'offered')
      .map((planned) => {
        const trials = run.trials.filter((trial) => trial.cell.id === planned.cell.id);
        return [
          planned.cell.id,
          offeredCurve(planned, trials, run.experiment).capacityPerSecond,
        ] as const;
      })
      .filter(([, capacity]) => isKnown(capacity)),
  );

const without = (all: Iterable<string>, others: ReadonlyMap<string, unknown>): readonly string[] =>
  [...all].filter((id) => !others.has(id));

/**
 * Two runs of like set-ups, cell by cell. Intervals are of the spread within the runs; what a machine
 * does from one day to the next is not in them, which is why the nightly gate measures in pairs.
 */
export const compareRuns = (before: RunRecord, after: RunRecord): RunComparison => {
  const first = measureRun(before);
  const second = measureRun(after);
  const firstCapacities = capacities(before);
  const secondCapacities = capacities(after);
  const pairs = [...first].flatMap(([cellId, cell]): readonly Pair[] => {
    const later = second.get(cellId);
    return later ? [{ cellId, before: cell, after: later }] : [];
  });
  const order = before.cells.map(({ cell }) => cell.id);
  const changes = [
    ...changesInTrials(pairs, 'throughput', (cell) => cell.throughputsPerSecond),
    ...changesInTrials(pairs, 'cpu-per-request', (cell) => cell.cpuMsPerRequests),
    ...pairs.map((pair) =>
      changeOf(
        pair.cellId,
        'p99',
        pair.before.measurement.latency.p99Ms,
        pair.after.measurement.latency.p99Ms,
      ),
    ),
    ...[...firstCapacities].flatMap(([cellId, capacity]) => {
      const later = secondCapacities.get(cellId);
      return later ? [changeOf(cellId, 'capacity', capacity, later)] : [];
    }),
  ].toSorted((a, b) => order.indexOf(a.cellId) - order.indexOf(b.cellId));
  return {
    before: before.id,
    after: after.id,
    changes,
    onlyBefore: [
      ...without(first.keys(), second),
      ...without(firstCapacities.keys(), secondCapacities),
    ],
    onlyAfter: [
      ...without(second.keys(), first),
      ...without(secondCapacities.keys(), firstCapacities),
    ],
    expectedByChance:
      changes.filter(({ outcome }) => outcome !== 'unknown').length * (1 - CONFIDENCE),
  };
};
