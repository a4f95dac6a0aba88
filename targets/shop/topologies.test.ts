import { describe, expect, it } from 'vitest';
import { profileExperiment } from '../../harness/experiment/read.ts';
import {
  containersOf,
  cpuCoresOf,
  type DeploymentPlan,
  type EnvironmentValue,
} from '../../harness/model/plan.ts';
import { BudgetError } from '../budget.ts';
import { COMPONENTS, PLACEMENTS, replicasAt } from './placement.ts';
import { TOPOLOGIES } from './topologies.ts';

const { budget } = profileExperiment('quick');

const plan = (topology: string, scale: number): DeploymentPlan => {
  const found = TOPOLOGIES[topology];
  if (!found) throw new Error(topology);
  return found.plan(scale, budget);
};

const text = (value: EnvironmentValue | undefined): string =>
  typeof value === 'string' ? value : '';

const connectionsOf = (deployment: DeploymentPlan): number =>
  containersOf(deployment)
    .filter(({ role }) => role === 'app')
    .reduce((sum, { environment }) => {
      const hosts = new Set(Object.values(JSON.parse(text(environment.SHOP_DATABASES))));
      return sum + hosts.size * Number(environment.SHOP_POOL_SIZE);
    }, 0);

describe.each(PLACEMENTS.filter(({ name }) => name !== 'single').map(({ name }) => name))(
  '%s at 8 nodes',
  (name) => {
    const deployment = plan(name, 8);

    it('has the same application and database CPU as every other topology', () => {
      expect(cpuCoresOf(deployment, 'app')).toBeCloseTo(8 * budget.node.cpuCores);
      expect(cpuCoresOf(deployment, 'database')).toBeCloseTo(budget.database.cpuCores);
    });

    it('opens no more database connections than the budget has', () => {
      expect(connectionsOf(deployment)).toBeLessThanOrEqual(budget.database.connections);
    });

    it('runs the same image in every application container', () => {
      const images = containersOf(deployment)
        .filter(({ role }) => role === 'app')
        .map(({ image }) => image);
      expect(new Set(images)).toEqual(new Set(['shop']));
    });

    it('gives every component a place and a database', () => {
      const hosted = containersOf(deployment)
        .filter(({ role }) => role === 'app')
        .flatMap(({ environment }) => text(environment.SHOP_COMPONENTS).split(','));
      expect(new Set(hosted)).toEqual(new Set(COMPONENTS));
      const kept = containersOf(deployment)
        .filter(({ role }) => role === 'database')
        .flatMap(({ environment }) => text(environment.SHOP_SCHEMAS).split(','));
      expect(kept.sort()).toEqual([...COMPONENTS].sort());
    });

    it('gives every container a name of its own', () => {
      const names = containersOf(deployment).map((container) => container.name);
      expect(new Set(names).size).toBe(names.length);
    });
  },
);

describe('a plan', () => {
  it('carries no secret in clear', () => {
    for (const { environment } of containersOf(plan('split', 8)))
      for (const [name, value] of Object.entries(environment))
        if (name.includes('PASSWORD')) expect(value).toEqual({ secret: 'database' });
  });

  it("can't be had over its budget", () => {
    expect(() => TOPOLOGIES.split?.plan(4, budget)).toThrow(BudgetError);
  });

  it("can't be had where a container's quota is under 1 ms of a period", () => {
    expect(() => TOPOLOGIES.split?.plan(5, { ...budget, cpuPeriodMicros: 10_000 })).toThrow(
      BudgetError,
    );
  });

  it('routes each public path to the service that owns it', () => {
    const balancer = containersOf(plan('split', 6)).find(({ role }) => role === 'balancer');
    const configuration = Object.values(balancer?.files ?? {}).join('\n');
    expect(configuration).toMatch(/use_backend orders if \{ path_beg \/orders\/ }/);
    expect(configuration).toMatch(/server products-2 products-2:8080/);
    expect(configuration).toMatch(/acl internal path,url_dec -m beg \/rpc \/runtime\n/);
  });
});

describe('replicas of a split', () => {
  const services = PLACEMENTS.find(({ name }) => name === 'split')?.groups ?? [];

  it('start with one each and go where most load falls on a replica', () => {
    expect(Object.fromEntries(replicasAt(services, 5))).toEqual({
      users: 1,
      products: 1,
      orders: 1,
      admin: 1,
      analytics: 1,
    });
    expect(replicasAt(services, 6).get('products')).toBe(2);
  });

  it.each([5, 6, 7, 8, 12, 20])('sum to %i', (scale) => {
    const sum = [...replicasAt(services, scale).values()].reduce(
      (total, count) => total + count,
      0,
    );
    expect(sum).toBe(scale);
  });
});
