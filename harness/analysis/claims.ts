import { type Estimate, isKnown, type MaybeEstimate, unknown } from '../model/estimate.ts';
import { containersOf, cpuCoresOf, type DeploymentPlan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { PlannedCell } from '../model/run.ts';
import type { Comparison, EqualCpuPoint } from './comparison.ts';
import type { Grade } from './evidence.ts';
import type { Limiter } from './limiter.ts';
import type { MeasuredCell, Measurement } from './measurement.ts';
import { type ComparisonGrade, gradeOfRatio, ratioOf } from './ratio.ts';
import type { ScalingCurve } from './scalingCurve.ts';
import type { Claim } from './verdict.ts';
import type { WallTest } from './wallTest/wallTest.ts';

const gradeOfOutcome: Readonly<Record<ComparisonGrade, Grade>> = {
  better: 'confirmed',
  worse: 'confirmed',
  indistinguishable: 'indistinguishable',
  unknown: 'unknown',
};

/** Height of the drawn curve nearest to a scale. */
const fittedAt = ({ fitted }: ScalingCurve, scale: number): number | null =>
  fitted.reduce<ScalingCurve['fitted'][number] | null>(
    (best, point) =>
      best === null || Math.abs(point.scale - scale) < Math.abs(best.scale - scale) ? point : best,
    null,
  )?.throughputPerSecond ?? null;

/** A knee whose interval reaches the end of the range may lie beyond it: no node after it was measured. */
const flatteningGrade = (knee: Estimate, largestScale: number, limiter: Limiter): Grade =>
  knee.highUnbounded === true || (knee.high !== null && knee.high > largestScale - 1)
    ? 'indistinguishable'
    : limiter.grade;

/**
 * The limiter at the largest point, confirmed where a wall test on the curve proved that same part, with
 * the scale at which it did.
 */
const provenLimiter = (
  { topology, scenario, points }: ScalingCurve,
  largest: Limiter,
  wallTests: readonly WallTest[],
): { readonly limiter: Limiter; readonly confirmedAtScale: number | null } => {
  const proof = wallTests.findLast((test) => {
    const tested = points.find(({ scale }) => scale === test.scale)?.limiter;
    return (
      test.outcome === 'confirmed' &&
      test.topology === topology &&
      test.scenario === scenario &&
      tested?.resource === 'cpu' &&
      largest.resource === 'cpu' &&
      tested.role === largest.role &&
      tested.group === largest.group
    );
  });
  return proof && largest.resource !== null
    ? { limiter: { ...largest, grade: 'confirmed' }, confirmedAtScale: proof.scale }
    : { limiter: largest, confirmedAtScale: null };
};

/** What a curve with more than one point says of adding nodes. */
export const shapeClaim = (curve: ScalingCurve, wallTests: readonly WallTest[]): Claim => {
  const { topology, knee, stopAtNodes, kneeBasis, kneeThreshold } = curve;
  const evidence = { chart: 'throughput-by-nodes' as const, topology };
  const largest = curve.points.findLast((point) => point.refusal === null);
  if (!largest || kneeBasis === null) {
    const reason: Reason =
      largest && knee.value === null ? knee.reason : { kind: 'no-measured-cell' };
    return { kind: 'shape-unknown', topology, reason, grade: 'unknown', evidence };
  }
  const { limiter, confirmedAtScale } = provenLimiter(curve, largest.limiter, wallTests);
  const common = {
    topology,
    largestScale: largest.scale,
    throughputAtLargestPerSecond: largest.throughputPerSecond,
    limiter,
    confirmedAtScale,
    evidence,
  };
  if (knee.value === null || stopAtNodes === null) {
    return { kind: 'keeps-rising', ...common, grade: limiter.grade };
  }
  return {
    kind: 'flattens',
    ...common,
    stopAtNodes,
    knee,
    kneeBasis,
    kneeThreshold,
    throughputAtStopPerSecond: fittedAt(curve, stopAtNodes),
    grade: flatteningGrade(knee, largest.scale, limiter),
  };
};

/** Two topologies at the largest budget that both were measured around. */
export const equalCpuClaim = (comparison: Comparison): Claim => {
  const { first, second, crossover } = comparison;
  const largest: EqualCpuPoint | undefined = comparison.points.at(-1);
  const outcome = largest?.grade ?? 'unknown';
  return {
    kind: 'equal-cpu',
    first,
    second,
    provisionedCpuCores: largest?.provisionedCpuCores ?? null,
    ratio: largest?.ratio ?? unknown({ kind: 'ranges-apart' }),
    outcome,
    crossover,
    grade: gradeOfOutcome[outcome],
    evidence: { chart: 'throughput-by-cpu', topologies: [first, second] },
  };
};

/** Application containers by group: two plans with the same ones differ in what stands before and behind them. */
const applicationKey = (plan: DeploymentPlan): string =>
  containersOf(plan)
    .filter((container) => container.role === 'app')
    .map((container) => `${container.group}:${container.cpuCores}`)
    .toSorted()
    .join();

const databaseKey = (plan: DeploymentPlan): string =>
  containersOf(plan)
    .filter((container) => container.role === 'database')
    .map((container) => `${container.name}:${container.cpuCores}`)
    .toSorted()
    .join();

interface BalancerPair {
  readonly without: PlannedCell;
  readonly behind: PlannedCell;
}

/** Two cells of the same application and databases, of which one has a balancer before it. */
const balancerPair = (cells: readonly PlannedCell[]): BalancerPair | null => {
  for (const without of cells.filter(({ plan }) => cpuCoresOf(plan, 'balancer') === 0)) {
    const behind = cells.find(
      ({ cell, plan }) =>
        cell.scenario === without.cell.scenario &&
        cpuCoresOf(plan, 'balancer') > 0 &&
        applicationKey(plan) === applicationKey(without.plan) &&
        databaseKey(plan) === databaseKey(without.plan),
    );
    if (behind) return { without, behind };
  }
  return null;
};

const differenceMs = (later: MaybeEstimate, earlier: MaybeEstimate): number | null =>
  isKnown(later) && isKnown(earlier) ? later.value - earlier.value : null;

const balancerCpu = ({ cpuByRole }: Measurement): number | null =>
  cpuByRole.find((use) => use.role === 'balancer')?.cpuMsPerRequest ?? null;

/** What the balancer alone costs: a cluster of one against a single node. Null where the run has no such pair. */
export const balancerClaim = (
  cells: readonly PlannedCell[],
  measured: ReadonlyMap<string, MeasuredCell>,
): Claim | null => {
  const pair = balancerPair(cells);
  const without = pair && measured.get(pair.without.cell.id)?.measurement;
  const behind = pair && measured.get(pair.behind.cell.id)?.measurement;
  if (!pair || !without || !behind) return null;
  const throughputRatio = ratioOf(behind.throughputPerSecond, without.throughputPerSecond);
  const outcome = gradeOfRatio(throughputRatio);
  return {
    kind: 'balancer-cost',
    throughputRatio,
    outcome,
    addedP50Ms: differenceMs(behind.latency.p50Ms, without.latency.p50Ms),
    balancerCpuMsPerRequest: balancerCpu(behind),
    grade: gradeOfOutcome[outcome],
    evidence: {
      chart: 'throughput-by-cpu',
      topologies: [pair.without.cell.topology, pair.behind.cell.topology],
    },
  };
};
