import { describe, expect, it } from 'vitest';
import type { PlannedCell } from '../model/run.ts';
import { DEMANDS, EXPERIMENT, plantedRun } from './fixtures/plantedRun.ts';
import { type MeasuredCell, measureRun } from './measurement.ts';
import { predictCurve } from './prediction.ts';

const run = plantedRun();
const measured = measureRun(run);
const curve: readonly PlannedCell[] = run.cells.filter(({ cell }) => cell.topology === 'cluster');
const lastFrom = (cells: ReadonlyMap<string, MeasuredCell>) =>
  predictCurve(curve, cells, EXPERIMENT.connectionsPerNode).at(-1);

/** Carries 1 % less for 1 % of slowness, as where a quota is the limit. */
const slowedBy = (cell: MeasuredCell, slowness: readonly number[]): MeasuredCell => ({
  ...cell,
  throughputsPerSecond: cell.throughputsPerSecond.map(
    (value, i) => value / Math.exp(slowness[i] ?? 0),
  ),
  yardsticks: {
    balancer: [],
    generator: slowness.map((slow) => ({
      role: 'generator',
      cores: 0.1 * Math.exp(slow),
      answersPerSecond: 500,
      bytesPerAnswer: null,
    })),
  },
});

describe('predictCurve', () => {
  it('finds the wall where the database’s quota stands', () => {
    const last = lastFrom(measured);
    expect(last?.wallAt).toEqual({ role: 'database', group: 'db' });
    expect(last?.wallPerSecond).toBeCloseTo((0.25 / DEMANDS.databaseMs) * 1_000, -1);
    expect(last?.machine).toBe(1);
    expect(Math.abs(last?.relativeError ?? 1)).toBeLessThan(0.1);
  });

  it('is held against what the cell would have carried at the speed that the demands are of', () => {
    const wobbly = new Map(
      [...measured].map(([id, cell]) => {
        const slow = id === 'cluster-8-browse' ? 0.2 : 0;
        return [id, slowedBy(cell, [slow - 0.1, slow, slow + 0.1])] as const;
      }),
    );
    const last = lastFrom(wobbly);
    expect(Math.log(last?.machine ?? 1)).toBeCloseTo(-0.2, 1);
    expect(last?.throughputPerSecond).toBe(lastFrom(measured)?.throughputPerSecond);
    const error = (lastFrom(measured)?.relativeError ?? 0) + 1;
    expect(((last?.relativeError ?? 0) + 1) / error).toBeCloseTo(last?.machine ?? 0, 5);
  });
});
