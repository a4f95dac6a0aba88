import { describe, expect, it } from 'vitest';
import { analyse, type Report } from '../analysis/report.ts';
import { recordedRun } from './fixtures/recorded.ts';

/** What `experiments/limiter-<name>.yaml` measured, and which wall it was made to show. */
const MADE_FOR = [
  { name: 'node', role: 'app', group: 'shop' },
  { name: 'database', role: 'database', group: 'db' },
  { name: 'balancer', role: 'balancer', group: 'balancer' },
] as const;

const lastPoint = ({ curves }: Report) => {
  const point = curves.find(({ topology }) => topology === 'cluster')?.points.at(-1);
  if (!point) throw new Error('the run has no cluster');
  return point;
};

describe.each(MADE_FOR)(
  'the recorded shop whose wall is the $name',
  async ({ name, role, group }) => {
    const report = analyse(await recordedRun(`limiters/${name}`));

    it('is known by its limiter', () => {
      expect(lastPoint(report).limiter).toMatchObject({ resource: 'cpu', role, group });
    });

    it('is confirmed by the wall test, while the placebos move nothing', () => {
      const [test] = report.wallTests;
      expect(test).toMatchObject({ suspect: name, outcome: 'confirmed' });
      const [suspect, ...placebos] = test?.raises ?? [];
      expect(suspect).toMatchObject({ raised: name, outcome: 'better' });
      expect(placebos).toHaveLength(2);
      for (const { outcome } of placebos) expect(outcome).toBe('indistinguishable');
      expect(lastPoint(report).limiter).toMatchObject({ grade: 'confirmed' });
    });

    it('is predicted from low load within 15 %', () => {
      const { cellId } = lastPoint(report);
      const prediction = report.predictions.find((each) => each.cellId === cellId);
      expect(prediction?.wallAt).toMatchObject({ role, group });
      expect(Math.abs(prediction?.relativeError ?? Number.NaN)).toBeLessThan(0.15);
    });
  },
);
