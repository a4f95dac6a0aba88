import { describe, expect, it } from 'vitest';
import { DEMANDS, plantedRun } from './fixtures/plantedRun.ts';
import { analyse } from './report.ts';
import type { OtherSizes } from './whatIf.ts';

const SAME: OtherSizes = {
  nodeCpuCores: null,
  databaseCpuCores: null,
  balancerCpuCores: null,
  hardwareFactor: 1,
};

const wallsOf = (sizes: Partial<OtherSizes>, cellId: string) => {
  const report = analyse(plantedRun(), { ...SAME, ...sizes });
  const cell = report.whatIf?.cells.find((one) => one.cellId === cellId);
  if (!cell) throw new Error(`nothing is said of ${cellId}`);
  return cell;
};

describe('what if', () => {
  it('predicts the wall and its place at another size', () => {
    const { asMeasured, changed } = wallsOf({ databaseCpuCores: 1 }, 'cluster-8-browse');
    expect(asMeasured).toMatchObject({ role: 'database' });
    expect(asMeasured.perSecond.value).toBeCloseTo(250 / DEMANDS.databaseMs, 0);
    // 2,941/s at the database, 2,667/s at the eight nodes.
    expect(changed).toMatchObject({ role: 'app', group: 'shop' });
    expect(changed.perSecond.value).toBeCloseTo(800 / DEMANDS.appMs, -1);
  });

  it('takes nodes by the size of each, and the balancer by its own', () => {
    const nodes = wallsOf({ nodeCpuCores: 0.05 }, 'cluster-2-browse').changed;
    expect(nodes.perSecond.value).toBeCloseTo(100 / DEMANDS.appMs, 0);
    const balancer = wallsOf({ balancerCpuCores: 0.01 }, 'cluster-8-browse').changed;
    expect(balancer).toMatchObject({ role: 'balancer' });
    expect(balancer.perSecond.value).toBeCloseTo(10 / DEMANDS.balancerMs, 0);
  });

  it('scales every wall with the hardware', () => {
    const { asMeasured, changed } = wallsOf({ hardwareFactor: 3 }, 'split-8-browse');
    expect(changed.perSecond.value / asMeasured.perSecond.value).toBeCloseTo(3);
    expect(changed.group).toBe(asMeasured.group);
  });

  it('is as uncertain as the run’s predictions were wrong', () => {
    const { changed } = wallsOf({}, 'cluster-8-browse');
    expect(changed.perSecond.low).toBeLessThan(changed.perSecond.value);
    expect(changed.perSecond.samples).toBe(5);
  });

  it('is not in a report that nobody asked it of', () => {
    expect(analyse(plantedRun()).whatIf).toBeNull();
  });
});
