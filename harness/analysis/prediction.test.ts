import { describe, expect, it } from 'vitest';
import type { PlannedCell } from '../model/run.ts';
import { DEMANDS, EXPERIMENT, plantedRun } from './fixtures/plantedRun.ts';
import { type MeasuredCell, measureRun } from './measurement.ts';
import { predictCurve } from './prediction.ts';

const run = plantedRun();
const measured = measureRun(run);
const curve: readonly PlannedCell[] = run.cells.filter(({ cell }) => cell.topology === 'cluster');
const predictionsFrom = (cells: ReadonlyMap<string, MeasuredCell>) =>
  predictCurve(curve, run.cells, cells, EXPERIMENT.connectionsPerNode);

/** 1 % of CPU a request for 1 % of slowness, as it is where a quota is the limit. */
const slowedBy = (cell: MeasuredCell, slowness: readonly number[]): MeasuredCell => ({
  ...cell,
  cpuMsPerRequests: cell.cpuMsPerRequests.map((cpuMs, i) => cpuMs * Math.exp(slowness[i] ?? 0)),
  slowness,
});

describe('predictCurve', () => {
  it('finds the wall where the database’s quota stands', () => {
    const last = predictionsFrom(measured).at(-1);
    expect(last?.wallAt).toEqual({ role: 'database', group: 'db' });
    expect(last?.wallPerSecond).toBeCloseTo((0.25 / DEMANDS.databaseMs) * 1_000, -1);
    expect(Math.abs(last?.relativeError ?? 1)).toBeLessThan(0.1);
  });

  it('predicts for the speed that the machine had in the predicted cell', () => {
    const plain = predictionsFrom(measured).at(-1);
    const wobbly = new Map(
      [...measured].map(([id, cell]) => {
        const slow = id === 'cluster-8-browse' ? 0.2 : 0;
        return [id, slowedBy(cell, [slow - 0.1, slow, slow + 0.1])] as const;
      }),
    );
    const paced = predictionsFrom(wobbly).at(-1);
    const ratio = (paced?.wallPerSecond ?? 0) / (plain?.wallPerSecond ?? 1);
    expect(Math.log(ratio)).toBeCloseTo(-0.2, 1);
  });
});
