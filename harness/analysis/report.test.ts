import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../model/run.ts';
import type { Trial } from '../model/trial.ts';
import { DEMANDS, EXPERIMENT, plantedRun } from './fixtures/plantedRun.ts';
import { analyse, type Report, type ReportCell } from './report.ts';
import type { ScalingCurve } from './scalingCurve.ts';

const curveOf = (report: Report, topology: string): ScalingCurve => {
  const curve = report.curves.find((candidate) => candidate.topology === topology);
  if (!curve) throw new Error(`no curve of ${topology}`);
  return curve;
};

const cellOf = (report: Report, id: string): ReportCell => {
  const cell = report.cells.find((candidate) => candidate.cell.id === id);
  if (!cell) throw new Error(`no cell ${id}`);
  return cell;
};

const measurementOf = (report: Report, id: string) => {
  const { result } = cellOf(report, id);
  if (result.status !== 'measured') throw new Error(`${id} was not measured`);
  return result.measurement;
};

/** The run with some trials replaced. */
const withTrials = (run: RunRecord, change: (trial: Trial) => Trial): RunRecord => ({
  ...run,
  trials: run.trials.map(change),
});

const warmedTo = (outcome: Trial['outcome'] & { status: 'completed' }, warmCpuSeconds: number) => ({
  ...outcome,
  sample: {
    ...outcome.sample,
    containers: outcome.sample.containers.map((container) => ({ ...container, warmCpuSeconds })),
  },
});

describe('a shop whose database is the wall at 735 requests/s', () => {
  const report = analyse(plantedRun());

  it('survives JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('gives back what a request costs each role', () => {
    const { cpuByRole, cpuMsPerRequest } = measurementOf(report, 'cluster-4-browse');
    const costs = Object.fromEntries(cpuByRole.map((use) => [use.role, use.cpuMsPerRequest]));
    expect(costs.app).toBeCloseTo(DEMANDS.appMs, 3);
    expect(costs.database).toBeCloseTo(DEMANDS.databaseMs, 3);
    expect(costs.balancer).toBeCloseTo(DEMANDS.balancerMs, 3);
    expect(cpuMsPerRequest.value).toBeCloseTo(0.69, 3);
  });

  it('measures latency over the merged trials, with an interval, and no percentile from too few samples', () => {
    const { latency } = measurementOf(report, 'cluster-1-browse');
    expect(latency.p50Ms.value).toBeGreaterThan(34);
    expect(latency.p50Ms.value).toBeLessThan(38);
    expect(latency.p50Ms).toMatchObject({ low: expect.any(Number), high: expect.any(Number) });
    expect(latency.p999Ms.value).toBeNull();
  });

  it('finds the bottleneck law, its wall and its knee', () => {
    const { model, knee, stopAtNodes, kneeBasis } = curveOf(report, 'cluster');
    expect(model.chosen?.name).toBe('bottleneck');
    expect(model.chosen?.ceilingPerSecond.value).toBeGreaterThan(700);
    expect(model.chosen?.ceilingPerSecond.value).toBeLessThan(760);
    expect(stopAtNodes).toBe(2);
    expect(Math.ceil(knee.value ?? 0)).toBe(2);
    expect(kneeBasis).toBe('law');
  });

  it('names the application before the wall and the database behind it', () => {
    const roles = curveOf(report, 'cluster').points.map(({ limiter }) =>
      limiter.resource === null ? null : limiter.role,
    );
    expect(roles).toEqual(['app', 'app', 'database', 'database', 'database', 'database']);
  });

  it('predicts the wall from the smallest cell', () => {
    const atEight = report.predictions.find(({ cellId }) => cellId === 'cluster-8-browse');
    expect(atEight).toMatchObject({
      fromCellId: 'cluster-1-browse',
      wallAt: { role: 'database', group: 'db' },
    });
    expect(Math.abs(atEight?.relativeError ?? 1)).toBeLessThan(0.05);
  });

  it('claims that the cluster flattens at its knee, against the database', () => {
    const claim = report.verdict.claims.find(
      ({ kind, ...rest }) =>
        kind === 'flattens' && 'topology' in rest && rest.topology === 'cluster',
    );
    expect(claim).toMatchObject({
      grade: 'correlated',
      limiter: { role: 'database' },
      evidence: { chart: 'throughput-by-nodes', topology: 'cluster' },
    });
  });

  it('calls split and cluster indistinguishable where one database stops both', () => {
    const claim = report.verdict.claims.find(({ kind }) => kind === 'equal-cpu');
    expect(claim).toMatchObject({
      first: 'split',
      second: 'cluster',
      provisionedCpuCores: 1.2,
      outcome: 'indistinguishable',
    });
  });

  it('compares a cluster of one with a single node', () => {
    const claim = report.verdict.claims.find(({ kind }) => kind === 'balancer-cost');
    expect(claim).toMatchObject({ outcome: 'indistinguishable' });
  });

  it('says how small a difference it could have shown: some 4 % at 2 % noise and 3 trials', () => {
    const cluster = report.sensitivities.find(({ topology }) => topology === 'cluster');
    expect(cluster).toMatchObject({ trials: 3 });
    expect(cluster?.throughput?.value).toBeGreaterThan(0.03);
    expect(cluster?.throughput?.value).toBeLessThan(0.09);
  });

  it('warns of busy nodes that were measured before they were warm, and of no others', () => {
    const warmed = (cpuSeconds: number) =>
      withTrials(plantedRun(), ({ outcome, ...trial }) => ({
        ...trial,
        outcome: outcome.status === 'completed' ? warmedTo(outcome, cpuSeconds) : outcome,
      }));
    const asked = EXPERIMENT.timing.warmUpCpuSecondsPerNode;
    expect(analyse(warmed(asked)).verdict.warnings).toEqual([]);
    const { warnings } = analyse(warmed(0.7 * asked)).verdict;
    expect(warnings).toContainEqual({
      kind: 'cold',
      cellId: 'single-1-browse',
      trials: 3,
      of: 3,
      cpuSeconds: 0.7 * asked,
      askedCpuSeconds: asked,
    });
    // Its nodes wait for the database.
    expect(warnings.some((one) => 'cellId' in one && one.cellId === 'cluster-8-browse')).toBe(
      false,
    );
  });

  it('warns of nothing, and says what was not tested', () => {
    expect(report.verdict.warnings).toEqual([]);
    expect(report.notTested).toContainEqual({
      kind: 'database-to-node-ratio',
      databaseCpuCores: 0.25,
      nodeCpuCores: 0.1,
    });
    expect(report.notTested).toContainEqual({
      kind: 'beyond-range',
      topology: 'cluster',
      largestScale: 8,
    });
  });
});

describe('a shop whose database is far from its quota', () => {
  const report = analyse(plantedRun({ ...DEMANDS, databaseMs: 0.03, balancerMs: 0.01 }));

  it('keeps rising, against its own nodes', () => {
    expect(curveOf(report, 'cluster').knee).toMatchObject({
      value: null,
      reason: { kind: 'still-pays', scale: 8 },
    });
    expect(report.verdict.claims[0]).toMatchObject({
      kind: 'keeps-rising',
      topology: 'cluster',
      limiter: { role: 'app', group: 'shop' },
    });
  });

  it('calls the split, whose requests cost twice the CPU, worse at equal CPU', () => {
    const claim = report.verdict.claims.find(({ kind }) => kind === 'equal-cpu');
    expect(claim).toMatchObject({ outcome: 'worse', grade: 'confirmed' });
  });
});

describe('trials that are no result', () => {
  const run = plantedRun();
  const spoilt = withTrials(run, (trial) => {
    if (trial.cell.id !== 'cluster-4-browse') return trial;
    if (trial.repetition === 1) {
      const sample = trial.outcome.status === 'completed' ? trial.outcome.sample : null;
      return {
        ...trial,
        outcome: { status: 'invalid', reasons: [{ rule: 'restart', detail: 'db' }], sample },
      };
    }
    return { ...trial, outcome: { status: 'failed', stage: 'deploy', error: 'no space' } };
  });
  const report = analyse(spoilt);

  it('are shown and enter nothing', () => {
    const cell = cellOf(report, 'cluster-4-browse');
    expect(cell.result.status).toBe('none');
    expect(cell.trials[0]?.throughputPerSecond).toBeGreaterThan(0);
    const point = curveOf(report, 'cluster').points.find(({ scale }) => scale === 4);
    expect(point).toMatchObject({ refusal: { kind: 'no-completed-trial' } });
  });

  it('are warned of', () => {
    expect(report.verdict.warnings).toEqual([
      { kind: 'invalid-trials', cellId: 'cluster-4-browse', invalid: 1, of: 3, rules: ['restart'] },
      {
        kind: 'failed-trials',
        cellId: 'cluster-4-browse',
        failed: 2,
        of: 3,
        stage: 'deploy',
        error: 'no space',
      },
      { kind: 'no-result', cellId: 'cluster-4-browse', reason: { kind: 'no-completed-trial' } },
    ]);
  });
});

describe('a point that measured the generator', () => {
  it('enters no fit and is warned of', () => {
    const report = analyse(
      withTrials(plantedRun(), (trial) => {
        if (trial.cell.id !== 'cluster-8-browse' || trial.outcome.status !== 'completed') {
          return trial;
        }
        const { sample } = trial.outcome;
        const generator = { ...sample.load.generator, cpuSeconds: 1.9 };
        return {
          ...trial,
          outcome: {
            status: 'completed',
            sample: { ...sample, load: { ...sample.load, generator } },
          },
        };
      }),
    );
    expect(curveOf(report, 'cluster').points.at(-1)?.refusal).toEqual({
      kind: 'generator-full',
      share: expect.closeTo(0.95),
    });
    const measured = curveOf(report, 'cluster').fitted.filter(({ extrapolated }) => !extrapolated);
    expect(measured.at(-1)?.scale).toBe(6);
    expect(report.verdict.warnings).toMatchObject([
      { kind: 'refused-point', cellId: 'cluster-8-browse' },
    ]);
  });
});

describe('a run of one trial a cell', () => {
  const report = analyse(plantedRun(DEMANDS, 1));

  it('has figures and no intervals, and says so', () => {
    const { throughputPerSecond } = measurementOf(report, 'cluster-2-browse');
    expect(throughputPerSecond).toMatchObject({ low: null, high: null, samples: 1 });
    expect(report.verdict.warnings.at(-1)).toMatchObject({ kind: 'single-trial' });
  });

  it('grades no comparison', () => {
    const claim = report.verdict.claims.find(({ kind }) => kind === 'equal-cpu');
    expect(claim).toMatchObject({ outcome: 'unknown', grade: 'unknown' });
  });
});

describe('a run that has only begun', () => {
  it('is a report all the same', () => {
    const report = analyse({ ...plantedRun(), finishedAt: null, trials: [] });
    expect(report.cells).toHaveLength(
      EXPERIMENT.topologies.reduce((sum, { scales }) => sum + scales.length, 0),
    );
    expect(report.verdict.warnings[0]).toEqual({ kind: 'unfinished' });
  });
});
