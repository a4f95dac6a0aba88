import { describe, expect, it } from 'vitest';
import { profileExperiment } from '../../harness/experiment/read.ts';
import type { DeploymentPlan } from '../../harness/model/plan.ts';
import { data } from './data.ts';
import { TOPOLOGIES } from './topologies.ts';

const planOf = (topology: string, scale: number): DeploymentPlan => {
  const found = TOPOLOGIES[topology];
  if (found === undefined) throw new Error(`no topology ${topology}`);
  return found.plan(scale, profileExperiment('quick').budget);
};

describe('the data of a deployment', () => {
  it('is put back in every server', () => {
    expect(data.restore(planOf('cluster', 2)).map(({ container }) => container)).toEqual(['db']);
    expect(data.restore(planOf('split', 5))).toHaveLength(5);
  });

  it('is asked for where it lies', () => {
    const plan = planOf('split', 5);
    const asked = data.audit(plan).map(({ container }) => container);
    expect(asked).toEqual(['db-products', 'db-orders', 'db-analytics']);
    expect(data.audit(planOf('single', 1))).toHaveLength(1);
  });

  it('is settled once nothing is under way and analytics has heard of all', () => {
    const settled = { held: 0, unsettledOrders: 0, outboxEnd: '7-3', relayPosition: '7-3' };
    const holds = (changed: object) =>
      data.settled.holds([JSON.stringify({ ...settled, ...changed })]);
    expect(holds({})).toBe(true);
    expect(holds({ held: 1 })).toBe(false);
    expect(holds({ unsettledOrders: 1 })).toBe(false);
    expect(holds({ relayPosition: '7-2' })).toBe(false);
    expect(data.settled.holds(['{"held":0}', '{"unsettledOrders":0,"outboxEnd":"0-0"}'])).toBe(
      false,
    );
  });
});
