import type { Budget } from '../harness/model/budget.ts';
import { type DeploymentPlan, containersOf, cpuCoresOf } from '../harness/model/plan.ts';

/** A plan that its budget cannot pay. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
}

/** The shortest run of a container within one CFS period that the scheduler honours well, in µs. */
const SHORTEST_QUOTA_MICROS = 1_000;

/** Rounding of shares must not make a plan look over its budget. */
const TOLERANCE = 1e-6;

/** @throws {BudgetError} where the plan uses more than `budget` gives it at its scale. */
export const withinBudget = (plan: DeploymentPlan, budget: Budget): DeploymentPlan => {
  const name = `${plan.topology} at ${plan.scale} nodes`;
  const check = (what: string, used: number, allowed: number): void => {
    if (used > allowed * (1 + TOLERANCE))
      throw new BudgetError(`${name} needs ${used} ${what}, and its budget is ${allowed}`);
  };
  const memory = (role: string): number =>
    containersOf(plan)
      .filter((container) => container.role === role)
      .reduce((sum, container) => sum + container.memoryBytes, 0);
  check('application CPU cores', cpuCoresOf(plan, 'app'), plan.scale * budget.node.cpuCores);
  check('database CPU cores', cpuCoresOf(plan, 'database'), budget.database.cpuCores);
  check('balancer CPU cores', cpuCoresOf(plan, 'balancer'), budget.balancer.cpuCores);
  check('bytes of application memory', memory('app'), plan.scale * budget.node.memoryBytes);
  check('bytes of database memory', memory('database'), budget.database.memoryBytes);
  const smallest = Math.min(...containersOf(plan).map((container) => container.cpuCores));
  if (smallest * plan.cpuPeriodMicros < SHORTEST_QUOTA_MICROS * (1 - TOLERANCE))
    throw new BudgetError(
      `${name} gives a container ${smallest} cores, which is under 1 ms of each ${plan.cpuPeriodMicros} µs period`,
    );
  return plan;
};
