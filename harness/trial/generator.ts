import type { Budget } from '../model/budget.ts';
import type { ContainerPlan, DeploymentPlan } from '../model/plan.ts';

export const AGENT_CONTAINER = 'generator';
const AGENT_PORT = 8090;

const agentContainer = ({ generator }: Budget): ContainerPlan => ({
  name: AGENT_CONTAINER,
  role: 'generator',
  group: 'generator',
  image: 'agent',
  cpuCores: generator.cpuCores,
  memoryBytes: generator.memoryBytes,
  environment: { PORT: String(AGENT_PORT) },
  files: {},
  writable: {},
  publishPort: AGENT_PORT,
  ready: { kind: 'log', text: 'agent listening' },
});

/** The target's plan with a load agent beside it, in a container and with CPU of its own. */
export const withGenerator = (plan: DeploymentPlan, budget: Budget): DeploymentPlan => ({
  ...plan,
  stages: plan.stages.map((stage, index) =>
    index === 0 ? [...stage, agentContainer(budget)] : stage,
  ),
});
