import type { Economics } from '../../model/economics.ts';
import { isKnown, type MaybeEstimate } from '../../model/estimate.ts';
import type { Evidence, Grade } from '../evidence.ts';
import { gradeOfRatio } from '../ratio.ts';
import { type BestBuy, carries, type NoBuy } from './bestBuy.ts';
import type { Candidate } from './candidate.ts';
import type { Condition } from './condition.ts';

/** A candidate by what tells it from others. */
export type Named = Pick<Candidate, 'kind' | 'tested' | 'topology' | 'scale' | 'databaseCpuCores'>;

/** What to buy under the stated prices and load, and what would make it another. */
export interface BestBuyClaim {
  readonly kind: 'best-buy';
  readonly basis: BestBuy['basis'];
  readonly loadPerSecond: number | null;
  /** Null where nothing carries the load: see `reason`. */
  readonly winner: Named | null;
  readonly runnerUp: Named | null;
  /** Winner / runner-up. */
  readonly costRatio: MaybeEstimate;
  /** What must be true for the runner-up to win a million requests; null where it is not known. */
  readonly condition: Condition | null;
  /** Some of the prices are Plateau's own. */
  readonly assumedPrices: boolean;
  readonly grade: Grade;
  readonly evidence: Evidence;
}

const named = ({ kind, tested, topology, scale, databaseCpuCores }: Candidate): Named => ({
  kind,
  tested,
  topology,
  scale,
  databaseCpuCores,
});

/** What is predicted was not seen; what only the middle of an interval carries may fail the load. */
const gradeOf = ({ winner, runnerUp, costRatio, loadPerSecond }: BestBuy): Grade => {
  if (loadPerSecond !== null) {
    const capacity = carries(winner);
    if (isKnown(capacity) && (capacity.low === null || capacity.low < loadPerSecond))
      return 'indistinguishable';
  } else {
    const outcome = gradeOfRatio(costRatio);
    if (outcome === 'unknown' || outcome === 'indistinguishable') return outcome;
  }
  return [winner, runnerUp].some((candidate) => candidate?.tested === 'predicted')
    ? 'correlated'
    : 'confirmed';
};

/** Null where nothing has a price for what it carries. */
export const bestBuyClaim = (buy: BestBuy | NoBuy, { prices }: Economics): BestBuyClaim | null => {
  const assumedPrices = prices.assumed.length > 0;
  if (buy.winner === null) {
    if (buy.loadPerSecond === null) return null;
    return {
      kind: 'best-buy',
      basis: 'at-load',
      loadPerSecond: buy.loadPerSecond,
      winner: null,
      runnerUp: null,
      costRatio: { value: null, reason: buy.reason },
      condition: null,
      assumedPrices,
      grade: 'unknown',
      evidence: { chart: 'throughput-by-cpu', topologies: [] },
    };
  }
  const { winner, runnerUp, conditions } = buy;
  const of = conditions.find(({ candidate }) => candidate.kind === runnerUp?.kind);
  const { candidate: _, ...condition } = of ?? { candidate: null };
  return {
    kind: 'best-buy',
    basis: buy.basis,
    loadPerSecond: buy.loadPerSecond,
    winner: named(winner),
    runnerUp: runnerUp && named(runnerUp),
    costRatio: buy.costRatio,
    condition: 'rival' in condition ? condition : null,
    assumedPrices,
    grade: gradeOf(buy),
    evidence: {
      chart: 'throughput-by-cpu',
      topologies: [winner, runnerUp].flatMap((one) => (one ? [one.topology] : [])),
    },
  };
};
