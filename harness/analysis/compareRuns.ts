import type { Environment } from '../model/environment.ts';
import { isKnown, type MaybeEstimate } from '../model/estimate.ts';
import type { Experiment } from '../model/experiment.ts';
import type { RunRecord } from '../model/run.ts';
import { CONFIDENCE, pooledSpread, relativeInterval } from './interval.ts';
import { didLikeWork, type PacedSeries, ratioAtOneSpeed, speedModel } from './machineSpeed.ts';
import {
  cpuMsSeries,
  type MeasuredCell,
  measureRun,
  throughputSeries,
  yardstickOf,
} from './measurement.ts';
import { offeredCurve } from './offered/curve.ts';
import { type ComparisonGrade, gradeOfRatio, ratioOf } from './ratio.ts';

export type Metric = 'throughput' | 'cpu-per-request' | 'p99' | 'capacity';

/** One figure of one cell in two runs. */
export interface Change {
  readonly cellId: string;
  readonly metric: Metric;
  readonly before: MaybeEstimate;
  readonly after: MaybeEstimate;
  /** after / before, at one speed of the machine where both runs tell it. */
  readonly ratio: MaybeEstimate;
  /** What the machine's own speed did: ratio × machine is after / before as measured. 1 where it is not told. */
  readonly machine: number;
  /** Of the later run: `worse` is less throughput or capacity, more CPU or a longer p99. */
  readonly outcome: ComparisonGrade;
}

/** In what two runs differ, so that neither tells how fast the machine was in the other. */
export type NoYardstick = 'agent-image' | 'balancer-image' | 'machine' | 'work';

/** What changed from one run to another, cell by cell. */
export interface RunComparison {
  readonly before: string;
  readonly after: string;
  /** In the order of the earlier run's cells. */
  readonly changes: readonly Change[];
  /** Why the machine's own speed is still in the changes; null where it is taken out. */
  readonly noYardstick: NoYardstick | null;
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

const unpaced = ({ values }: PacedSeries): PacedSeries => ({ values, yardstick: [] });

/** Another generator or balancer, other work for them or another machine says nothing of this machine's speed. */
const noYardstickIn = (
  before: RunRecord,
  after: RunRecord,
  pairs: readonly Pair[],
): NoYardstick | null => {
  const other = machineOf(after.environment);
  const [images, otherImages] = [before.environment.images, after.environment.images];
  if (images.agent !== otherImages.agent) return 'agent-image';
  if (images.balancer !== otherImages.balancer) return 'balancer-image';
  if (Object.entries(machineOf(before.environment)).some(([name, value]) => other[name] !== value))
    return 'machine';
  const didOther = pairs.some((pair) => {
    const role = yardstickOf(pair.before, pair.after);
    return !didLikeWork(pair.before.yardsticks[role], pair.after.yardsticks[role]);
  });
  return didOther ? 'work' : null;
};

/** A figure that each trial gives; the noise is that of all cells of both runs. */
const changesInTrials = (
  pairs: readonly Pair[],
  metric: Metric,
  series: typeof throughputSeries,
  paced: (series: PacedSeries) => PacedSeries,
): readonly Change[] => {
  const both = pairs.map(({ cellId, before, after }) => {
    const role = yardstickOf(before, after);
    return { cellId, before: paced(series(before, role)), after: paced(series(after, role)) };
  });
  const told = both.filter(
    ({ before, after }) => before.values.length > 0 && after.values.length > 0,
  );
  const sides = told.flatMap(({ before, after }) => [before, after]);
  const spread = pooledSpread(sides.map(({ values }) => values));
  const model = speedModel(sides);
  return told.map(({ cellId, before, after }) => {
    const { ratio, machine } = ratioAtOneSpeed(before, after, model);
    return {
      cellId,
      metric,
      before: relativeInterval(before.values, spread),
      after: relativeInterval(after.values, spread),
      ratio,
      machine,
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
  return { cellId, metric, before, after, ratio, machine: 1, outcome: outcomeOf(metric, ratio) };
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
 * Two runs of like set-ups, cell by cell. Intervals are of the spread within the runs; what a machine does
 * from one day to the next, but for its speed, is not in them, which is why the nightly gate measures in pairs.
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
  const noYardstick = noYardstickIn(before, after, pairs);
  const paced = noYardstick === null ? (series: PacedSeries): PacedSeries => series : unpaced;
  const order = before.cells.map(({ cell }) => cell.id);
  const changes = [
    ...changesInTrials(pairs, 'throughput', throughputSeries, paced),
    ...changesInTrials(pairs, 'cpu-per-request', cpuMsSeries, paced),
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
    noYardstick,
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
