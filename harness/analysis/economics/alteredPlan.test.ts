import { describe, expect, it } from 'vitest';
import { containersOf, cpuCoresOf } from '../../model/plan.ts';
import { plantedPlan } from '../fixtures/plantedRun.ts';
import { placementOf, withDatabase, withNodes, withPart } from './alteredPlan.ts';

const cluster = plantedPlan('cluster', 3);

describe('placementOf', () => {
  it('tells the placements by what the plans hold', () => {
    expect(placementOf(plantedPlan('single', 1))).toEqual({
      code: 'whole',
      data: 'one',
      balancer: false,
    });
    expect(placementOf(cluster)).toEqual({ code: 'whole', data: 'one', balancer: true });
    expect(placementOf(plantedPlan('split', 5)).code).toBe('split');
    expect(placementOf(withPart(cluster, 'app', 'orders')).code).toBe('extracted');
    expect(placementOf(withPart(cluster, 'database', 'db-orders')).data).toBe('several');
  });
});

describe('an altered plan', () => {
  it('has a database of the wanted size, its memory in proportion', () => {
    const bigger = withDatabase(cluster, 0.5);
    expect(cpuCoresOf(bigger, 'database')).toBe(0.5);
    const memory = (plan: typeof cluster) =>
      containersOf(plan).find(({ role }) => role === 'database')?.memoryBytes;
    expect(memory(bigger)).toBe((memory(cluster) ?? 0) * 2);
    expect(cpuCoresOf(bigger, 'app')).toBe(cpuCoresOf(cluster, 'app'));
  });

  it('has the wanted nodes and no other change', () => {
    const more = withNodes(cluster, 7);
    expect(more.scale).toBe(7);
    expect(containersOf(more).filter(({ role }) => role === 'app')).toHaveLength(7);
    expect(new Set(containersOf(more).map(({ name }) => name)).size).toBe(9);
  });
});
