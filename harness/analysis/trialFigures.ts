import type { LoadResult, RouteLoad } from '../model/load.ts';
import type { Sample } from '../model/trial.ts';
import type { TrialUse } from './cpuUse.ts';
import { groupedBy } from './grouping.ts';
import { mean } from './interval.ts';
import type { TrialSystem } from './system/system.ts';
import { type SteadyState, steadyState } from './steadyState.ts';
import { decodeCounts, mergeCounts, type ValueCounts } from './valueCounts.ts';

export interface RouteFigures {
  readonly route: string;
  readonly requests: number;
  readonly errors: number;
  readonly hops: number;
  /** Response time of requests that ended `ok`, µs. */
  readonly okMicros: ValueCounts;
}

/** What one completed trial says, its histograms decoded. */
export interface TrialFigures {
  readonly load: LoadResult;
  readonly steadyState: SteadyState;
  readonly throughputPerSecond: number;
  readonly routes: readonly RouteFigures[];
  /** Over all routes. */
  readonly okMicros: ValueCounts;
  readonly use: TrialUse;
  readonly hostBusyShare: number | null;
  readonly observed: TrialSystem;
}

const countOf = (loads: readonly RouteLoad[]): number =>
  loads.reduce((sum, load) => sum + load.count, 0);

/** Requests/s that ended `ok`, after the steady-state cut where there is one. */
export const throughputOf = ({ bins }: LoadResult, steady = steadyState(bins)): number => {
  const cut = steady.status === 'settled' ? steady.cutBins : 0;
  return (mean(bins.completed.slice(cut)) * 1_000) / bins.binMs;
};

const routeFigures = (route: string, loads: readonly RouteLoad[]): RouteFigures => {
  const ok = loads.filter((load) => load.outcome === 'ok');
  const requests = countOf(loads);
  return {
    route,
    requests,
    errors: requests - countOf(ok),
    hops: loads.reduce((sum, load) => sum + load.hops, 0),
    okMicros: mergeCounts(ok.map((load) => decodeCounts(load.responseMicros))),
  };
};

export const trialFigures = (sample: Sample): TrialFigures => {
  const { load } = sample;
  const steady = steadyState(load.bins);
  const routes = [...groupedBy(load.routes, (route) => route.route)].map(([route, loads]) =>
    routeFigures(route, loads),
  );
  const answered = load.routes.filter(({ outcome }) => outcome === 'ok' || outcome === 'error');
  const use: TrialUse = {
    containers: sample.containers,
    wallSeconds: sample.wallSeconds,
    answersPerSecond: countOf(answered) / load.measuredSeconds,
  };
  return {
    load,
    steadyState: steady,
    throughputPerSecond: throughputOf(load, steady),
    routes,
    okMicros: mergeCounts(routes.map((route) => route.okMicros)),
    use,
    hostBusyShare: sample.host?.cpuBusyShare ?? null,
    observed: { use, host: sample.host, system: sample.system },
  };
};
