import { decodeHistogram, encodeHistogram, mergeHistograms } from '../model/histogram.ts';
import type {
  LoadBins,
  LoadCounts,
  LoadJob,
  LoadModel,
  LoadResult,
  RouteLoad,
} from '../model/load.ts';
import { LoadError } from './agent.ts';

type NonEmpty<Item> = readonly [Item, ...Item[]];

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const mergedMicros = (encoded: readonly string[]): string =>
  encodeHistogram(mergeHistograms(encoded.map(decodeHistogram)));

const mergedModel = (models: NonEmpty<LoadModel>): LoadModel => {
  const [first] = models;
  const connections = sum(models.map((model) => model.connections));
  if (first.kind === 'closed') return { kind: 'closed', connections };
  const rates = models.map((model) => (model.kind === 'open' ? model.ratePerSecond : 0));
  return { ...first, connections, ratePerSecond: sum(rates) };
};

const mergedRoutes = (routes: readonly RouteLoad[]): readonly RouteLoad[] => {
  const groups = new Map<string, RouteLoad[]>();
  for (const load of routes) {
    const key = `${load.outcome} ${load.route}`;
    groups.set(key, [...(groups.get(key) ?? []), load]);
  }
  return [...groups.values()].map((group) => ({
    ...(group[0] as RouteLoad),
    count: sum(group.map(({ count }) => count)),
    responseMicros: mergedMicros(group.map(({ responseMicros }) => responseMicros)),
    serviceMicros: mergedMicros(group.map(({ serviceMicros }) => serviceMicros)),
    hops: sum(group.map(({ hops }) => hops)),
  }));
};

const mergedCounts = (counts: readonly LoadCounts[]): LoadCounts => ({
  sent: sum(counts.map(({ sent }) => sent)),
  completed: sum(counts.map(({ completed }) => completed)),
  errors: sum(counts.map(({ errors }) => errors)),
  timeouts: sum(counts.map(({ timeouts }) => timeouts)),
  lost: sum(counts.map(({ lost }) => lost)),
});

/**
 * The medians of slices are the one thing that cannot be merged exactly. Their mean by weight of
 * requests moves when any of them does, and telling a steady state is all they are for.
 */
const mergedBins = (bins: NonEmpty<LoadBins>): LoadBins => ({
  binMs: bins[0].binMs,
  completed: bins[0].completed.map((_, slice) =>
    sum(bins.map(({ completed }) => completed[slice] ?? 0)),
  ),
  medianMicros: bins[0].completed.map((_, slice) => {
    const medians = bins.flatMap(({ completed, medianMicros }) => {
      const micros = medianMicros[slice];
      return typeof micros === 'number' ? [{ micros, weight: completed[slice] ?? 0 }] : [];
    });
    const weight = sum(medians.map((median) => median.weight));
    if (weight === 0) return null;
    return sum(medians.map((median) => median.micros * median.weight)) / weight;
  }),
});

const mergedTallies = (
  tallies: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> => {
  const merged: Record<string, number> = {};
  for (const one of tallies)
    for (const [name, count] of Object.entries(one)) merged[name] = (merged[name] ?? 0) + count;
  return merged;
};

/**
 * The results of agents that drove shares of one job at the same time, as if of one agent with all
 * their CPU. Counts and histograms merge without loss.
 */
export const mergeResults = (results: readonly LoadResult[]): LoadResult => {
  if (results.length === 0) throw new LoadError('There are no results to merge');
  const all = results as NonEmpty<LoadResult>;
  const of = <Value>(read: (result: LoadResult) => Value): NonEmpty<Value> =>
    all.map(read) as unknown as NonEmpty<Value>;
  return {
    model: mergedModel(of(({ model }) => model)),
    measuredSeconds: all[0].measuredSeconds,
    routes: mergedRoutes(all.flatMap(({ routes }) => routes)),
    counts: mergedCounts(of(({ counts }) => counts)),
    bins: mergedBins(of(({ bins }) => bins)),
    generator: {
      cpuSeconds: sum(of(({ generator }) => generator.cpuSeconds)),
      wallSeconds: Math.max(...of(({ generator }) => generator.wallSeconds)),
      sendLagMicros: mergedMicros(of(({ generator }) => generator.sendLagMicros)),
      meanConcurrency: sum(of(({ generator }) => generator.meanConcurrency)),
    },
    tallies: mergedTallies(of(({ tallies }) => tallies)),
  };
};

/**
 * Shares of a job for `agents` that drive at the same time: rates equal, connections as equal as
 * whole ones can be, seeds apart. Poisson streams add up to a Poisson stream of the whole rate.
 */
export const sharesOf = (job: LoadJob, agents: number): readonly LoadJob[] => {
  const { model } = job;
  if (model.connections < agents)
    throw new LoadError(`${model.connections} connections cannot be shared by ${agents} agents`);
  return Array.from({ length: agents }, (_, agent) => {
    const connections = Math.floor((model.connections + agent) / agents);
    return {
      ...job,
      seed: job.seed + agent * 1_000_003,
      model:
        model.kind === 'closed'
          ? { ...model, connections }
          : { ...model, connections, ratePerSecond: model.ratePerSecond / agents },
    };
  });
};
