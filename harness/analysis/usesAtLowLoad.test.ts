import { describe, expect, it } from 'vitest';
import type { Experiment } from '../model/experiment.ts';
import type { RunRecord } from '../model/run.ts';
import type { Trial } from '../model/trial.ts';
import { EXPERIMENT, plantedRun } from './fixtures/plantedRun.ts';
import type { Prediction } from './prediction.ts';
import { analyse, type Report } from './report.ts';

/** Full, HAProxy's 0.15 cores carry 1400 requests/s; six nodes carry 2000, one 333. */
const FULL = { appMs: 0.3, balancerMs: 0.107, databaseMs: 0.03 };
/** What a request costs an idling balancer, against a full one. */
const IDLING = 1.6;

/** The run with the balancer using more for each request wherever it idles. */
const withIdlingBalancer = (run: RunRecord): RunRecord => ({
  ...run,
  trials: run.trials.map((trial): Trial => {
    const { outcome } = trial;
    if (outcome.status !== 'completed') return trial;
    const containers = outcome.sample.containers.map((container) =>
      container.role === 'balancer' && container.cpuUtilisation < 0.5
        ? {
            ...container,
            cpuSeconds: container.cpuSeconds * IDLING,
            cpuUtilisation: container.cpuUtilisation * IDLING,
          }
        : container,
    );
    return { ...trial, outcome: { ...outcome, sample: { ...outcome.sample, containers } } };
  }),
});

const reportOf = (demandTest: Experiment['demandTest']): Report =>
  analyse(withIdlingBalancer(plantedRun(FULL, 3, { ...EXPERIMENT, demandTest })));

const predictionOf = (report: Report, id: string): Prediction => {
  const found = report.predictions.find(({ cellId }) => cellId === id);
  if (!found) throw new Error(`the report predicts no ${id}`);
  return found;
};

const balancerOf = ({ demands }: Prediction) => demands.find(({ role }) => role === 'balancer');

describe('a balancer that needs less for a request when it is full', () => {
  const without = reportOf([]);
  const tested = reportOf([{ part: 'balancer', cpuCores: 0.02 }]);
  const unfilled = reportOf([{ part: 'balancer', cpuCores: 0.14 }]);

  it('is predicted as a lower wall than it is, from where it idles', () => {
    const prediction = predictionOf(without, 'cluster-6-browse');
    expect(prediction.relativeError).toBeLessThan(-0.3);
    expect(new Set(prediction.demands.map(({ fromCellId }) => fromCellId))).toEqual(
      new Set(['cluster-1-browse']),
    );
  });

  it('is predicted within 15 % from where a demand test shows it full', () => {
    for (const scale of [2, 3, 4, 6, 8]) {
      const prediction = predictionOf(tested, `cluster-${scale}-browse`);
      expect(Math.abs(prediction.relativeError ?? 1)).toBeLessThan(0.15);
      expect(balancerOf(prediction)).toMatchObject({
        fromCellId: 'cluster-1-browse-less-balancer',
      });
    }
  });

  it('leaves every other demand that of light load', () => {
    const others = (report: Report) =>
      predictionOf(report, 'cluster-6-browse').demands.filter(({ role }) => role !== 'balancer');
    expect(others(tested).map(({ fromCellId }) => fromCellId)).toEqual([
      'cluster-1-browse',
      'cluster-1-browse',
    ]);
  });

  it('keeps the demand of light load where the test did not fill it', () => {
    const prediction = predictionOf(unfilled, 'cluster-6-browse');
    expect(balancerOf(prediction)).toMatchObject({ fromCellId: 'cluster-1-browse' });
    expect(prediction.relativeError).toBeLessThan(-0.3);
  });

  it('is tested at the smallest scale of each topology that is grown, on no curve', () => {
    const cells = tested.cells.filter(({ cell }) => cell.squeezed !== null);
    expect(cells.map(({ cell }) => cell.id)).toEqual([
      'cluster-1-browse-less-balancer',
      'split-5-browse-less-balancer',
    ]);
    expect(cells.map(({ cpuCoresByRole }) => cpuCoresByRole.balancer)).toEqual([0.02, 0.02]);
    const ids = cells.map(({ cell }) => cell.id);
    const onCurves = tested.curves.flatMap(({ points }) => points.map(({ cellId }) => cellId));
    expect(onCurves.filter((id) => ids.includes(id))).toEqual([]);
  });

  it('is reckoned with at other sizes too', () => {
    const sizes = {
      nodeCpuCores: null,
      databaseCpuCores: null,
      balancerCpuCores: null,
      hardwareFactor: 1,
    };
    const run = withIdlingBalancer(
      plantedRun(FULL, 3, { ...EXPERIMENT, demandTest: [{ part: 'balancer', cpuCores: 0.02 }] }),
    );
    const wall = analyse(run, sizes).whatIf?.cells.find(
      ({ cellId }) => cellId === 'cluster-8-browse',
    );
    expect(wall?.asMeasured.perSecond.value).toBeGreaterThan(1300);
    expect(wall?.asMeasured.perSecond.value).toBeLessThan(1500);
  });
});
