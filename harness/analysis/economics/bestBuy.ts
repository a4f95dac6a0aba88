import type { Economics } from '../../model/economics.ts';
import { isKnown, type MaybeEstimate, unknown } from '../../model/estimate.ts';
import type { Reason } from '../../model/reason.ts';
import { ratioOf } from '../ratio.ts';
import type { Candidate } from './candidate.ts';
import { type Condition, conditionOf } from './condition.ts';
import { neededToday } from './reach.ts';

/** Which candidate to buy under the stated prices, and what would have to be true for another to be it. */
export interface BestBuy {
  /** `per-million`: busy all month; `at-load`: the cheapest that carries the stated load. */
  readonly basis: 'per-million' | 'at-load';
  /** The load of `at-load`, requests/s: the peak with its headroom at the end of the horizon, or today's. */
  readonly loadPerSecond: number | null;
  readonly winner: Candidate;
  /** The best of another kind; null where there is none. */
  readonly runnerUp: Candidate | null;
  /** Winner / runner-up, a million requests or a month. */
  readonly costRatio: MaybeEstimate;
  /** Of every other kind: what must be true for it to win a million requests. */
  readonly conditions: readonly (Condition & { readonly candidate: Candidate })[];
}

/** Nothing to choose from, or nothing that carries the load. */
export interface NoBuy {
  readonly winner: null;
  readonly loadPerSecond: number | null;
  readonly reason: Reason;
}

type Cost = (candidate: Candidate) => MaybeEstimate;

const byCost =
  (cost: Cost) =>
  (a: Candidate, b: Candidate): number =>
    (cost(a).value ?? Number.POSITIVE_INFINITY) - (cost(b).value ?? Number.POSITIVE_INFINITY);

const exactly = (value: number): MaybeEstimate => ({
  value,
  low: value,
  high: value,
  confidence: 1,
  samples: 1,
});

/** The cheapest of each kind, the cheapest kind first. */
const bestOfKinds = (candidates: readonly Candidate[], cost: Cost): readonly Candidate[] => {
  const ordered = candidates.toSorted(byCost(cost));
  return ordered.filter(
    (candidate, i) => ordered.findIndex(({ kind }) => kind === candidate.kind) === i,
  );
};

/** Under the service level where that was measured, else at saturation. */
export const carries = ({ capacityPerSecond, throughputPerSecond }: Candidate): MaybeEstimate =>
  isKnown(capacityPerSecond) ? capacityPerSecond : throughputPerSecond;

/** The load that a purchase must carry; null where none is stated. */
const loadToCarry = ({ growth, migration }: Economics): number | null =>
  growth && neededToday(growth) * (1 + growth.perMonth.expected) ** (migration?.horizonMonths ?? 0);

/** @param candidates with a known throughput */
export const bestBuy = (
  candidates: readonly Candidate[],
  economics: Economics,
): BestBuy | NoBuy => {
  const loadPerSecond = loadToCarry(economics);
  const known = candidates.filter(({ perMillionRequests }) => isKnown(perMillionRequests));
  if (known.length === 0)
    return { winner: null, loadPerSecond, reason: { kind: 'no-measured-cell' } };
  const fit = known.filter(
    (candidate) => loadPerSecond === null || (carries(candidate).value ?? 0) >= loadPerSecond,
  );
  const cost: Cost =
    loadPerSecond === null
      ? ({ perMillionRequests }) => perMillionRequests
      : ({ cost: { perMonth } }) => exactly(perMonth);
  const [winner, runnerUp = null] = bestOfKinds(fit, cost);
  if (!winner) {
    return {
      winner: null,
      loadPerSecond,
      reason: { kind: 'nothing-carries-it' },
    };
  }
  const [cheapest, second] = bestOfKinds(known, ({ perMillionRequests }) => perMillionRequests);
  const rivalOf = (candidate: Candidate): Candidate | undefined =>
    candidate === cheapest ? second : cheapest;
  return {
    basis: loadPerSecond === null ? 'per-million' : 'at-load',
    loadPerSecond,
    winner,
    runnerUp,
    costRatio: runnerUp
      ? ratioOf(cost(winner), cost(runnerUp))
      : unknown({ kind: 'no-other-kind' }),
    conditions: bestOfKinds(known, ({ perMillionRequests }) => perMillionRequests).flatMap(
      (candidate) => {
        const rival = rivalOf(candidate);
        if (!rival) return [];
        const ratio = ratioOf(candidate.perMillionRequests, rival.perMillionRequests);
        return [{ candidate, ...conditionOf(candidate, rival, ratio, economics.prices) }];
      },
    ),
  };
};
