import type { Economics } from '../../model/economics.ts';
import { unknown } from '../../model/estimate.ts';
import { containersOf, cpuCoresOf, type DeploymentPlan } from '../../model/plan.ts';
import { aroundValue } from '../interval.ts';
import type { CpuUse } from '../cpuUse.ts';
import { type Prediction, serviceDemands, throughputByDemands } from '../prediction.ts';
import { predictionSpread } from '../predictionSpread.ts';
import { withDatabase, withNodes } from './alteredPlan.ts';
import { type Candidate, candidateOf } from './candidate.ts';

/** Sizes are bought in steps; a hundredth of a core is one at the sizes that are measured. */
const SIZE_STEP_CORES = 0.01;

/** Cores that a role's containers need to carry a rate; 0 where its demand is not known. */
const coresFor = (uses: readonly CpuUse[], plan: DeploymentPlan, rate: number): number =>
  serviceDemands(uses, plan)
    .filter(({ role }) => role === 'database')
    .reduce((sum, { cpuMsPerRequest }) => sum + (rate * cpuMsPerRequest) / 1000, 0);

/** The least that any part but the database carries. */
const otherWall = (uses: readonly CpuUse[], plan: DeploymentPlan): number =>
  Math.min(
    ...serviceDemands(uses, plan)
      .filter(({ role }) => role !== 'database')
      .map(({ carriesPerSecond }) => carriesPerSecond),
  );

export interface LowLoad {
  /** CPU a request costs each group where the shared parts are loaded least. */
  readonly uses: readonly CpuUse[];
  /** Of the same topology, against what was measured. */
  readonly predictions: readonly Prediction[];
  readonly connectionsPerNode: number;
}

/**
 * The database that today's placement can make use of with as many nodes as were measured at most, up to
 * the largest there is: nodes alone wait at the database, and a database alone waits for the nodes.
 * Its interval is as wide as this run's predictions were wrong.
 * @param plan of the largest measured scale
 * @returns null where no larger database exists, or where it would not be used
 */
export const biggerDatabase = (
  plan: DeploymentPlan,
  { uses, predictions, connectionsPerNode }: LowLoad,
  economics: Economics,
): Candidate | null => {
  const servers = containersOf(plan).filter(({ role }) => role === 'database');
  const cores = cpuCoresOf(plan, 'database');
  const needed = coresFor(uses, plan, otherWall(uses, plan));
  const size = Math.min(
    economics.prices.largestDatabaseCpuCores,
    Math.ceil(needed / SIZE_STEP_CORES) * SIZE_STEP_CORES,
  );
  if (servers.length !== 1 || !Number.isFinite(size) || size <= cores) return null;
  const larger = withDatabase(plan, size);
  const fed = serviceDemands(uses, larger).find(({ role }) => role === 'app');
  const wall = Math.min(...serviceDemands(uses, larger).map((demand) => demand.carriesPerSecond));
  const nodes = fed
    ? Math.min(plan.scale, Math.ceil((wall / fed.carriesPerSecond) * fed.replicas))
    : plan.scale;
  const sized = withNodes(larger, nodes);
  const demands = serviceDemands(uses, sized);
  const spread = predictionSpread(predictions);
  const limitedBy = demands.toSorted((a, b) => a.carriesPerSecond - b.carriesPerSecond)[0];
  return candidateOf(sized, economics, {
    kind: 'bigger-database',
    tested: 'predicted',
    throughputPerSecond: {
      ...aroundValue(throughputByDemands(demands, connectionsPerNode * nodes), 1, spread),
      samples: spread.df,
    },
    capacityPerSecond: unknown({ kind: 'only-predicted' }),
    limitedBy: limitedBy ? { role: limitedBy.role, group: limitedBy.group } : null,
  });
};
