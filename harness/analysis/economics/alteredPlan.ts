import {
  type ContainerPlan,
  containersOf,
  type DeploymentPlan,
  mapContainers,
} from '../../model/plan.ts';

/** How a plan places code and data: what tells a cluster from a split, whatever its name. */
export interface Placement {
  /** `extracted`: a second part of the application beside the rest. */
  readonly code: 'whole' | 'extracted' | 'split';
  readonly data: 'one' | 'several';
  readonly balancer: boolean;
}

const groupsOf = (plan: DeploymentPlan, role: ContainerPlan['role']): number =>
  new Set(
    containersOf(plan)
      .filter((container) => container.role === role)
      .map(({ group }) => group),
  ).size;

export const placementOf = (plan: DeploymentPlan): Placement => {
  const applications = groupsOf(plan, 'app');
  return {
    code: applications <= 1 ? 'whole' : applications === 2 ? 'extracted' : 'split',
    data: groupsOf(plan, 'database') > 1 ? 'several' : 'one',
    balancer: groupsOf(plan, 'balancer') > 0,
  };
};

const first = (plan: DeploymentPlan, role: ContainerPlan['role']): ContainerPlan | undefined =>
  containersOf(plan).find((container) => container.role === role);

/** The plan with its one database server at another size, memory in proportion. */
export const withDatabase = (plan: DeploymentPlan, cpuCores: number): DeploymentPlan =>
  mapContainers(plan, (container) =>
    container.role === 'database'
      ? {
          ...container,
          cpuCores,
          memoryBytes: (container.memoryBytes * cpuCores) / container.cpuCores,
        }
      : container,
  );

/** The plan with `count` containers like its first application node. */
export const withNodes = (plan: DeploymentPlan, count: number): DeploymentPlan => {
  const node = first(plan, 'app');
  if (!node) return plan;
  const nodes = Array.from({ length: count }, (_, i) => ({
    ...node,
    name: `${node.group}-${i + 1}`,
  }));
  return {
    ...plan,
    scale: count,
    stages: [...plan.stages.map((stage) => stage.filter(({ role }) => role !== 'app')), nodes],
  };
};

/** The plan with one more container, like its first of a role, that is a part of its own. */
export const withPart = (
  plan: DeploymentPlan,
  like: ContainerPlan['role'],
  group: string,
): DeploymentPlan => {
  const model = first(plan, like);
  return model ? { ...plan, stages: [...plan.stages, [{ ...model, name: group, group }]] } : plan;
};
