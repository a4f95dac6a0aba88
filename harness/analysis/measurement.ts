import { type MaybeEstimate, unknown } from '../model/estimate.ts';
import type { LoadModel } from '../model/load.ts';
import type { RunRecord } from '../model/run.ts';
import type { Trial } from '../model/trial.ts';
import { type CpuUse, cpuUseByGroup, cpuUseByRole, systemCpuMsPerRequest } from './cpuUse.ts';
import { groupedBy } from './grouping.ts';
import { mean, pooledSpread, type RelativeSpread, relativeInterval } from './interval.ts';
import {
  type PacedSeries,
  type YardstickRole,
  type YardstickUse,
  yardstickUse,
} from './machineSpeed.ts';
import { type Latency, type LatencySpread, latencyOf, latencySpread } from './latency.ts';
import { type SystemMeasurement, systemOver } from './system/system.ts';
import type { SteadyState } from './steadyState.ts';
import { type RouteFigures, type TrialFigures, trialFigures } from './trialFigures.ts';

export interface RouteMeasurement {
  readonly route: string;
  /** Over all trials. */
  readonly requests: number;
  /** Of all requests in the measured windows, 0 to 1. */
  readonly share: number;
  /** Requests that did not end `ok` / all, 0 to 1. */
  readonly errorShare: number;
  /** Mean number of calls between components that one request caused. */
  readonly hopsPerRequest: number;
  /** Of requests that ended `ok`. */
  readonly latency: Latency;
}

export interface TrialCounts {
  readonly completed: number;
  readonly invalid: number;
  readonly failed: number;
}

export interface GeneratorMeasurement {
  /** Used / quota of the load generator, the highest of the trials. */
  readonly cpuUtilisation: number;
  /** Requests under way, mean over the trials. */
  readonly meanConcurrency: number;
  /** Busy share of the whole host, the highest of the trials, 0 to 1; null where not observed. */
  readonly hostBusyShare: number | null;
}

/** One cell over its completed trials. Invalid and failed trials are counted and enter nothing else. */
export interface Measurement {
  readonly trials: TrialCounts;
  readonly model: LoadModel;
  /** Requests that ended `ok`, after the steady-state cut. */
  readonly throughputPerSecond: MaybeEstimate;
  /** Of requests that ended `ok`. */
  readonly latency: Latency;
  /** Requests that did not end `ok` / all, 0 to 1. */
  readonly errorShare: number;
  readonly routes: readonly RouteMeasurement[];
  readonly cpuByRole: readonly CpuUse[];
  readonly cpuByGroup: readonly CpuUse[];
  /** Application, balancer and database together. */
  readonly cpuMsPerRequest: MaybeEstimate;
  /** Mean over all requests. */
  readonly hopsPerRequest: number;
  readonly generator: GeneratorMeasurement;
  /** What nodes, balancer and databases said of themselves. */
  readonly system: SystemMeasurement;
  /** In the order of the completed trials. */
  readonly steadyStates: readonly SteadyState[];
}

/** A cell's measurement with the figures of each of its completed trials, in their order. */
export interface MeasuredCell {
  readonly measurement: Measurement;
  readonly throughputsPerSecond: readonly number[];
  /** Application, balancer and database; without the trials that no container was observed in. */
  readonly cpuMsPerRequests: readonly number[];
  /** What each used in each trial; empty where not every trial tells. */
  readonly yardsticks: Readonly<Record<YardstickRole, readonly YardstickUse[]>>;
}

/** A cell's trials, to be compared with others at one speed of the machine. */
export const throughputSeries = (
  { throughputsPerSecond, yardsticks }: MeasuredCell,
  role: YardstickRole,
): PacedSeries => ({ values: throughputsPerSecond, yardstick: yardsticks[role] });

export const cpuMsSeries = (
  { cpuMsPerRequests, yardsticks }: MeasuredCell,
  role: YardstickRole,
): PacedSeries => ({ values: cpuMsPerRequests, yardstick: yardsticks[role] });

/**
 * The yardstick for trials of one cell: its balancer, where it has one, which does little but what requests ask for.
 * Between cells its work for a request differs, and the generator's does not.
 */
export const yardstickOf = (...sides: readonly MeasuredCell[]): YardstickRole =>
  sides.every(({ yardsticks }) => yardsticks.balancer.length > 0) ? 'balancer' : 'generator';

/** Noise from trial to trial that all cells of a scenario share: most of it is the machine's. */
interface SharedSpread {
  readonly throughput: RelativeSpread;
  readonly cpuMsPerRequest: RelativeSpread;
  readonly latency: LatencySpread;
}

const cpuMsOf = (trials: readonly TrialFigures[]): readonly number[] =>
  trials.map((trial) => systemCpuMsPerRequest(trial.use)).filter((value) => value !== null);

const throughputsOf = (trials: readonly TrialFigures[]): readonly number[] =>
  trials.map((trial) => trial.throughputPerSecond);

const yardstickUses = (
  role: YardstickRole,
  trials: readonly TrialFigures[],
): readonly YardstickUse[] => {
  const told = trials.map(({ use }) => yardstickUse(role, use)).filter((use) => use !== null);
  return told.length === trials.length ? told : [];
};

const spreadOf = (cells: readonly (readonly TrialFigures[])[]): SharedSpread => ({
  throughput: pooledSpread(cells.map(throughputsOf)),
  cpuMsPerRequest: pooledSpread(cells.map(cpuMsOf)),
  latency: latencySpread(cells.map((trials) => trials.map((trial) => trial.okMicros))),
});

const sumOver = <Item>(items: readonly Item[], figure: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + figure(item), 0);

/** 0 of nothing is 0: a window without a request had neither errors nor hops. */
const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const measureRoutes = (figures: readonly RouteFigures[]): readonly RouteMeasurement[] => {
  const all = sumOver(figures, ({ requests }) => requests);
  return [...groupedBy(figures, ({ route }) => route)].map(([route, trials]) => {
    const requests = sumOver(trials, (trial) => trial.requests);
    return {
      route,
      requests,
      share: shareOf(requests, all),
      errorShare: shareOf(
        sumOver(trials, (trial) => trial.errors),
        requests,
      ),
      hopsPerRequest: shareOf(
        sumOver(trials, (trial) => trial.hops),
        requests,
      ),
      latency: latencyOf(trials.map((trial) => trial.okMicros)),
    };
  });
};

const generatorUtilisation = (trial: TrialFigures, generatorCores: number): number => {
  const container = cpuUseByRole([trial.use]).find((use) => use.role === 'generator');
  const { cpuSeconds, wallSeconds } = trial.load.generator;
  return container?.meanUtilisation ?? cpuSeconds / wallSeconds / generatorCores;
};

const measureGenerator = (
  trials: readonly TrialFigures[],
  generatorCores: number,
): GeneratorMeasurement => {
  const hostBusy = trials.map((trial) => trial.hostBusyShare).filter((share) => share !== null);
  return {
    cpuUtilisation: Math.max(...trials.map((trial) => generatorUtilisation(trial, generatorCores))),
    meanConcurrency: mean(trials.map((trial) => trial.load.generator.meanConcurrency)),
    hostBusyShare: hostBusy.length === 0 ? null : Math.max(...hostBusy),
  };
};

const measure = (
  trials: readonly TrialFigures[],
  counts: TrialCounts,
  spread: SharedSpread,
  generatorCores: number,
): Measurement => {
  const uses = trials.map((trial) => trial.use);
  const routes = trials.flatMap((trial) => trial.routes);
  const requests = sumOver(routes, (route) => route.requests);
  const cpuMs = cpuMsOf(trials);
  return {
    trials: counts,
    model: (trials[0] as TrialFigures).load.model,
    throughputPerSecond: relativeInterval(throughputsOf(trials), spread.throughput),
    latency: latencyOf(
      trials.map((trial) => trial.okMicros),
      spread.latency,
    ),
    errorShare: shareOf(
      sumOver(routes, (route) => route.errors),
      requests,
    ),
    routes: measureRoutes(routes),
    cpuByRole: cpuUseByRole(uses),
    cpuByGroup: cpuUseByGroup(uses),
    cpuMsPerRequest:
      cpuMs.length === 0
        ? unknown({ kind: 'no-container-observed' })
        : relativeInterval(cpuMs, spread.cpuMsPerRequest),
    hopsPerRequest: shareOf(
      sumOver(routes, (route) => route.hops),
      requests,
    ),
    generator: measureGenerator(trials, generatorCores),
    system: systemOver(trials.map((trial) => trial.observed)),
    steadyStates: trials.map((trial) => trial.steadyState),
  };
};

const countTrials = (trials: readonly Trial[]): TrialCounts => {
  const count = (status: Trial['outcome']['status']): number =>
    trials.filter((trial) => trial.outcome.status === status).length;
  return { completed: count('completed'), invalid: count('invalid'), failed: count('failed') };
};

const completedFigures = (trials: readonly Trial[]): readonly TrialFigures[] =>
  trials.flatMap(({ outcome }) =>
    outcome.status === 'completed' ? [trialFigures(outcome.sample)] : [],
  );

/** Every cell at saturation with at least one completed trial, by its id. */
export const measureRun = (run: RunRecord): ReadonlyMap<string, MeasuredCell> => {
  const saturated = run.trials.filter(({ cell }) => cell.load === 'saturation');
  const cells = [...groupedBy(saturated, (trial) => trial.cell.id)].map(([id, trials]) => ({
    id,
    scenario: trials[0]?.cell.scenario ?? id,
    counts: countTrials(trials),
    figures: completedFigures(trials),
  }));
  const measured = cells.filter((cell) => cell.figures.length > 0);
  const generatorCores = run.experiment.budget.generator.cpuCores;
  return new Map(
    [...groupedBy(measured, (cell) => cell.scenario).values()].flatMap((alike) => {
      const spread = spreadOf(alike.map((cell) => cell.figures));
      return alike.map(({ id, figures, counts }): [string, MeasuredCell] => [
        id,
        {
          measurement: measure(figures, counts, spread, generatorCores),
          throughputsPerSecond: throughputsOf(figures),
          cpuMsPerRequests: cpuMsOf(figures),
          yardsticks: {
            generator: yardstickUses('generator', figures),
            balancer: yardstickUses('balancer', figures),
          },
        },
      ]);
    }),
  );
};
