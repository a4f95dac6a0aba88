import type { Prices } from '../../model/economics.ts';
import type { MaybeEstimate } from '../../model/estimate.ts';
import { isKnown } from '../../model/estimate.ts';
import type { Candidate, OptionKind } from './candidate.ts';

/** Operations and infrastructure for one request/s of throughput, a month. */
interface UnitCost {
  readonly infrastructure: number;
  readonly operations: number;
}

/** What must be true for a candidate to be as cheap a million requests as its rival. */
export interface Condition {
  readonly rival: { readonly kind: OptionKind; readonly topology: string; readonly scale: number };
  /** Its cost a million requests / the rival's: also how many times what it carries it must carry. */
  readonly costRatio: MaybeEstimate;
  /** Hours a month for each part at which both cost the same; null where no number of hours does. */
  readonly operationsHours: number | null;
  /** The candidate wins with fewer hours than that, or with more. */
  readonly winsWith: 'fewer' | 'more' | null;
  /**
   * How many times the measured sizes (and as many times the load) both cost the same, since the work
   * on a part does not grow with its size; null where no size does. `winsWith` fewer hours is a larger system.
   */
  readonly timesTheSize: number | null;
}

const unitCost = ({ cost, throughputPerSecond }: Candidate): UnitCost | null =>
  isKnown(throughputPerSecond) && throughputPerSecond.value > 0
    ? {
        infrastructure: cost.infrastructurePerMonth / throughputPerSecond.value,
        operations: cost.operationsPerMonth / throughputPerSecond.value,
      }
    : null;

/**
 * Solves i₁ + f·o₁ = i₂ + f·o₂ for f, the factor on all work of operations; a system k times as large
 * has k times the infrastructure and throughput and the same work, so that k = 1 / f.
 * @param costRatio of the two, with its interval
 */
export const conditionOf = (
  candidate: Candidate,
  rival: Candidate,
  costRatio: MaybeEstimate,
  { operationsHoursPerPart }: Prices,
): Condition => {
  const own = unitCost(candidate);
  const other = unitCost(rival);
  const more = own && other ? own.operations - other.operations : 0;
  const factor = own && other ? (other.infrastructure - own.infrastructure) / more : 0;
  const exists = Number.isFinite(factor) && factor > 0;
  return {
    rival: { kind: rival.kind, topology: rival.topology, scale: rival.scale },
    costRatio,
    operationsHours: exists ? factor * operationsHoursPerPart : null,
    winsWith: exists ? (more > 0 ? 'fewer' : 'more') : null,
    timesTheSize: exists ? 1 / factor : null,
  };
};
