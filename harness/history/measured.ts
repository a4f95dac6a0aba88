import { createHash } from 'node:crypto';
import { cpuUseByGroup } from '../analysis/cpuUse.ts';
import { groupedBy } from '../analysis/grouping.ts';
import { allMicros } from '../analysis/offered/probes.ts';
import { type RouteFigures, type TrialFigures, trialFigures } from '../analysis/trialFigures.ts';
import { mergeCounts, valueAtQuantile } from '../analysis/valueCounts.ts';
import type { Cell } from '../model/cell.ts';
import type { Environment } from '../model/environment.ts';
import type { Experiment } from '../model/experiment.ts';
import { decodeHistogram, encodeHistogram, mergeHistograms } from '../model/histogram.ts';
import type { PlannedCell, RunRecord } from '../model/run.ts';
import type { Sample } from '../model/trial.ts';
import { FEWEST_TRIALS, P99_REQUESTS } from './comparable.ts';
import type { MetricValues } from './metric.ts';
import type { Fingerprint, NightCell, NightMeasurement, NightRoute } from './night.ts';

/**
 * The largest scale of each topology, at saturation and at the offered rate: there its wall is. The smaller
 * ones are measured for the report and would say the same again, each with a chance of its own to be wrong.
 */
export const gatedCells = (cells: readonly PlannedCell[]): readonly PlannedCell[] =>
  [
    ...groupedBy(
      cells.filter(({ cell }) => cell.raised === null),
      ({ cell }) => `${cell.topology}/${cell.scenario}/${cell.load}`,
    ).values(),
  ].map((same) =>
    same.reduce((largest, each) => (each.cell.scale > largest.cell.scale ? each : largest)),
  );

const GIBIBYTE = 2 ** 30;

/** Machine, engine and experiment. Commit and images are left out: they are what is judged; name, prices and flame graphs: they change nothing. */
export const fingerprintOf = (environment: Environment, experiment: Experiment): Fingerprint => {
  const { name: _name, economics: _economics, flameGraphs: _flameGraphs, ...decisive } = experiment;
  const hash = createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 8);
  return {
    'CPU model': environment.cpuModel,
    'CPU cores': String(environment.cpuCores),
    // A kernel takes a few MiB more or less for itself.
    'memory in GiB': String(Math.round(environment.memoryBytes / GIBIBYTE)),
    platform: environment.platform,
    kernel: environment.kernel,
    engine: `${environment.engine.name} ${environment.engine.version}`,
    experiment: `${experiment.profile} ${hash}`,
  };
};

const metric = (
  kind: MetricValues['kind'],
  cell: string,
  group: string | null,
  values: readonly number[],
): readonly MetricValues[] =>
  values.length > 0 && values.every((value) => value > 0)
    ? [
        {
          id: [kind, cell, group].filter((part) => part !== null).join(' '),
          kind,
          cell,
          group,
          values,
        },
      ]
    : [];

/** CPU-ms a request of each `role/group`. */
const cpuOf = ({ use }: TrialFigures): ReadonlyMap<string, number> =>
  new Map(
    cpuUseByGroup([use])
      .filter(({ role, cpuMsPerRequest }) => role !== 'generator' && cpuMsPerRequest !== null)
      .map(({ role, group, cpuMsPerRequest }) => [`${role}/${group}`, cpuMsPerRequest ?? 0]),
  );

/** Of all requests that were due, those that failed among them: a shop that refuses is not a fast one. */
const p99Ms = ({ load }: TrialFigures): number => valueAtQuantile(allMicros(load), 0.99) / 1_000;

/** What the system carries, and what a request costs it. */
const saturationMetrics = (
  cell: string,
  trials: readonly TrialFigures[],
): readonly MetricValues[] => {
  const cpu = trials.map(cpuOf);
  const groups = [...new Set(cpu.flatMap((each) => [...each.keys()]))];
  return [
    ...metric(
      'throughput',
      cell,
      null,
      trials.map((trial) => trial.throughputPerSecond),
    ),
    ...groups.flatMap((group) =>
      metric(
        'cpu',
        cell,
        group,
        cpu.flatMap((each) => each.get(group) ?? []),
      ),
    ),
  ];
};

/**
 * The gated metrics of a cell's trials. The same for a night's trials and for a single one of a pair.
 * Latency is gated at the offered rate alone: at saturation it only repeats the throughput.
 */
const metricsOf = ({ id, load }: Cell, trials: readonly TrialFigures[]): readonly MetricValues[] =>
  load === 'offered' ? metric('p99', id, null, trials.map(p99Ms)) : saturationMetrics(id, trials);

/** One value of each gated metric. */
export const valuesOf = (cell: Cell, sample: Sample): Readonly<Record<string, number>> =>
  Object.fromEntries(
    metricsOf(cell, [trialFigures(sample)]).map(({ id, values }) => [id, values[0] as number]),
  );

const routeOf = (route: string, trials: readonly RouteFigures[]): NightRoute => {
  const micros = mergeCounts(trials.map(({ okMicros }) => okMicros));
  const ms = (quantile: number): number => valueAtQuantile(micros, quantile) / 1_000;
  return {
    route,
    requests: trials.reduce((sum, { requests }) => sum + requests, 0),
    p50Ms: ms(0.5),
    p90Ms: ms(0.9),
    p99Ms: ms(0.99),
  };
};

const cellOf = (cell: string, trials: readonly TrialFigures[]): NightCell => {
  const routes = trials.flatMap((trial) => trial.routes);
  const requests = routes.reduce((sum, each) => sum + each.requests, 0);
  const errors = routes.reduce((sum, each) => sum + each.errors, 0);
  const ok = trials.flatMap(({ load }) => load.routes.filter(({ outcome }) => outcome === 'ok'));
  return {
    cell,
    requests,
    errorShare: requests === 0 ? 0 : errors / requests,
    okMicros: encodeHistogram(
      mergeHistograms(ok.map(({ responseMicros }) => decodeHistogram(responseMicros))),
    ),
    routes: [...groupedBy(routes, ({ route }) => route)].map(([route, same]) =>
      routeOf(route, same),
    ),
  };
};

/** What the night's history needs beside the run itself. */
export interface Deployed {
  /** Image name → reference that holds its content's hash. The load agent's is none of the system's. */
  readonly images: Readonly<Record<string, string>>;
  /** Gated cell → hash of its plan. */
  readonly plans: Readonly<Record<string, string>>;
}

/** A night as measured. */
export interface Measured {
  readonly night: NightMeasurement;
  /** Cells that can't be judged, and why; where there is one the night is invalid. */
  readonly missing: readonly string[];
}

/** What of a cell is too little to judge it by. */
const lackOf = (
  { id, load }: Cell,
  trials: readonly TrialFigures[],
  { trials: planned, offered }: Experiment,
): readonly string[] => {
  const requests = trials.reduce((sum, each) => sum + allMicros(each.load).total, 0);
  const wanted = load === 'offered' ? (offered?.deployments ?? 0) : planned;
  if (trials.length < FEWEST_TRIALS)
    return [`${id}: ${trials.length} valid trials of ${wanted}, ${FEWEST_TRIALS} needed`];
  return load === 'offered' && requests < P99_REQUESTS
    ? [`${id}: ${requests} requests, ${P99_REQUESTS} needed for a p99`]
    : [];
};

/**
 * A run as a night: its gated metrics trial by trial, what is kept for attribution, and the cells that
 * can't be judged since too few of their trials are valid.
 */
export const measuredNight = (record: RunRecord, deployed: Deployed): Measured => {
  const cells = gatedCells(record.cells).map(({ cell }) => ({
    cell,
    trials: record.trials.flatMap((trial) =>
      trial.cell.id === cell.id && trial.outcome.status === 'completed'
        ? [trialFigures(trial.outcome.sample)]
        : [],
    ),
  }));
  return {
    night: {
      id: record.id,
      startedAt: record.startedAt,
      commit: record.environment.commit,
      fingerprint: fingerprintOf(record.environment, record.experiment),
      ...deployed,
      metrics: cells.flatMap(({ cell, trials }) => metricsOf(cell, trials)),
      cells: cells.map(({ cell, trials }) => cellOf(cell.id, trials)),
    },
    missing: cells.flatMap(({ cell, trials }) => lackOf(cell, trials, record.experiment)),
  };
};
