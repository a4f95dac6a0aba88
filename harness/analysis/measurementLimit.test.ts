import { describe, expect, it } from 'vitest';
import type { Reason } from '../model/reason.ts';
import type { RunRecord } from '../model/run.ts';
import type { Trial } from '../model/trial.ts';
import { plantedRun } from './fixtures/plantedRun.ts';
import { curveRefusal } from './measurementLimit.ts';
import { analyse, type Report } from './report.ts';

/** The cluster's trials at some scales as invalid as a run makes them where the generator was full. */
const generatorLimited = (scales: readonly number[], rule = 'generator-saturated'): RunRecord => {
  const run = plantedRun();
  const reasons = [{ rule, detail: 'generator used 97 % of its CPU' }];
  return {
    ...run,
    trials: run.trials.map((trial): Trial => {
      const { cell, outcome } = trial;
      if (cell.topology !== 'cluster' || !scales.includes(cell.scale)) return trial;
      const sample = outcome.status === 'completed' ? outcome.sample : null;
      return { ...trial, outcome: { status: 'invalid', reasons, sample } };
    }),
  };
};

const clusterOf = (report: Report) => {
  const curve = report.curves.find(({ topology }) => topology === 'cluster');
  if (!curve) throw new Error('the report has no cluster');
  return curve;
};

describe('a run that the generator limited', () => {
  const report = analyse(generatorLimited([2, 3, 4, 6, 8]));

  it('is refused as a scaling result, with the reason', () => {
    const { refusal, model, knee, fitted } = clusterOf(report);
    expect(refusal).toEqual({
      kind: 'not-the-system',
      scales: [2, 3, 4, 6, 8],
      because: {
        kind: 'invalid-trial',
        rule: 'generator-saturated',
        detail: 'generator used 97 % of its CPU',
      },
    });
    expect(model).toMatchObject({ chosen: null, reason: refusal });
    expect(knee).toEqual({ value: null, reason: refusal });
    expect(fitted).toEqual([]);
  });

  it('claims nothing of its shape and compares it with nothing', () => {
    const { claims } = report.verdict;
    expect(claims).toContainEqual(
      expect.objectContaining({
        kind: 'shape-unknown',
        topology: 'cluster',
        reason: expect.objectContaining({ kind: 'not-the-system' }),
      }),
    );
    expect(report.comparisons.flatMap(({ points }) => points)).toEqual([]);
  });

  it('names no limiter of the system there', () => {
    for (const { scale, limiter } of clusterOf(report).points.slice(1)) {
      expect(limiter.resource, `at ${scale}`).toBeNull();
    }
  });
});

describe('a run that the host limited', () => {
  it('is refused just so', () => {
    const report = analyse(generatorLimited([1, 2, 3, 4, 6, 8], 'host-saturated'));
    expect(clusterOf(report).refusal?.kind).toBe('not-the-system');
  });
});

describe('one point that the generator limited', () => {
  it('is left out, and the others stand', () => {
    const curve = clusterOf(analyse(generatorLimited([8])));
    expect(curve.refusal).toBeNull();
    expect(curve.points.at(-1)?.refusal).toMatchObject({
      kind: 'invalid-trial',
      detail: 'generator used 97 % of its CPU',
    });
    expect(curve.stopAtNodes).toBe(2);
  });
});

describe('curveRefusal', () => {
  const busy = { kind: 'host-full', share: 0.99 } as const;
  const points = (...limits: readonly (Reason | null)[]) =>
    limits.map((limit, i) => ({ scale: i + 1, limit }));

  it('lets a curve stand that most points are left of, and enough for a bend', () => {
    expect(curveRefusal(points(null, null, null, busy), 3)).toBeNull();
    expect(curveRefusal(points(null, null), 3)).toBeNull();
  });

  it('refuses one of which half is gone, or too little left', () => {
    expect(curveRefusal(points(null, null, null, busy, busy, busy), 3)).toEqual({
      kind: 'not-the-system',
      scales: [4, 5, 6],
      because: busy,
    });
    expect(curveRefusal(points(null, null, busy), 3)).toMatchObject({ because: busy });
  });
});
