import type { BoughtRole, Prices } from '../../model/economics.ts';
import { isKnown, type MaybeEstimate } from '../../model/estimate.ts';
import { type ContainerPlan, containersOf, type DeploymentPlan } from '../../model/plan.ts';
import { groupedBy } from '../grouping.ts';

/** What a deployment costs a month and how often all of it is there. Money in the prices' currency. */
export interface PlanCost {
  readonly cpuCores: number;
  readonly memoryGib: number;
  /** Things to operate; replicas of one thing are one. */
  readonly parts: number;
  readonly infrastructurePerMonth: number;
  readonly operationsPerMonth: number;
  readonly perMonth: number;
  /** Share of the time in which every part has a replica that runs, 0 to 1. */
  readonly availability: number;
}

/** 365 days ÷ 12. */
const HOURS_PER_MONTH = 730;
const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3_600;
const GIBIBYTE = 2 ** 30;

interface BoughtContainer extends ContainerPlan {
  readonly role: BoughtRole;
}

const isBought = (container: ContainerPlan): container is BoughtContainer =>
  container.role !== 'generator';

/** Of all databases the big ones cost more for each core; other containers do not. */
const coreFactor = ({ role, cpuCores }: BoughtContainer, { databaseSteps }: Prices): number =>
  role === 'database'
    ? (databaseSteps.findLast(({ fromCpuCores }) => cpuCores >= fromCpuCores)?.factor ?? 1)
    : 1;

/** A part fails when all of its replicas do, independently of one another: 1 − (1 − a)ⁿ. */
const availabilityOf = (replicas: readonly BoughtContainer[], prices: Prices): number =>
  1 - replicas.reduce((down, { role }) => down * (1 - prices.availability[role]), 1);

/** Cost of a plan; the load generator is not bought. */
export const planCost = (plan: DeploymentPlan, prices: Prices): PlanCost => {
  const containers = containersOf(plan).filter(isBought);
  const parts = [...groupedBy(containers, ({ role, group }) => `${role}/${group}`).values()];
  const sum = (of: (container: BoughtContainer) => number): number =>
    containers.reduce((total, container) => total + of(container), 0);
  const memoryGib = sum(({ memoryBytes }) => memoryBytes) / GIBIBYTE;
  const infrastructurePerMonth =
    HOURS_PER_MONTH *
    (prices.perCoreHour * sum((container) => container.cpuCores * coreFactor(container, prices)) +
      prices.perGibHour * memoryGib);
  const operationsPerMonth =
    parts.length * prices.operationsHoursPerPart * prices.perOperationsHour;
  return {
    cpuCores: sum(({ cpuCores }) => cpuCores),
    memoryGib,
    parts: parts.length,
    infrastructurePerMonth,
    operationsPerMonth,
    perMonth: infrastructurePerMonth + operationsPerMonth,
    availability: parts.reduce((all, part) => all * availabilityOf(part, prices), 1),
  };
};

const orNull = (bound: number | null, of: (bound: number) => number): number | null =>
  bound === null || bound <= 0 ? null : of(bound);

/** Cost of a million requests by a deployment that is busy all month: the least it can be. */
export const perMillionRequests = (
  perMonth: number,
  throughputPerSecond: MaybeEstimate,
): MaybeEstimate => {
  if (!isKnown(throughputPerSecond)) return throughputPerSecond;
  const { value, low, high, confidence, samples } = throughputPerSecond;
  if (value <= 0) return { value: null, reason: { kind: 'nothing-carried' } };
  const cost = (perSecond: number): number => (perMonth * 1e6) / (perSecond * SECONDS_PER_MONTH);
  return {
    value: cost(value),
    low: orNull(high, cost),
    high: orNull(low, cost),
    confidence,
    samples,
  };
};
