import type { LoadResult } from '../../model/load.ts';
import type { Trial } from '../../model/trial.ts';
import { decodeCounts, mergeCounts, type ValueCounts, valueAtQuantile } from '../valueCounts.ts';
import type { CapacityProbe } from './capacity.ts';

/** Response times of all requests that were due, µs: those that failed or timed out at what they had waited. */
export const allMicros = ({ routes }: LoadResult): ValueCounts =>
  mergeCounts(routes.map(({ responseMicros }) => decodeCounts(responseMicros)));

/** Requests that did not end `ok` / all that were due, 0 to 1. */
export const errorShareOf = ({ routes }: LoadResult): number => {
  const all = routes.reduce((sum, { count }) => sum + count, 0);
  const ok = routes.reduce((sum, { outcome, count }) => sum + (outcome === 'ok' ? count : 0), 0);
  return all === 0 ? 0 : 1 - ok / all;
};

/** What the completed probes among some trials say of a service level. */
export const probesOf = (trials: readonly Trial[]): readonly CapacityProbe[] =>
  trials.flatMap(({ probe, outcome }) => {
    if (!probe || outcome.status !== 'completed') return [];
    const { load } = outcome.sample;
    return [
      {
        deployment: probe.deployedAt,
        ratePerSecond: probe.ratePerSecond,
        p99Ms: valueAtQuantile(allMicros(load), 0.99) / 1_000,
        errorShare: errorShareOf(load),
      },
    ];
  });
