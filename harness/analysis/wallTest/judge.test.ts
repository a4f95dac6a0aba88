import { describe, expect, it } from 'vitest';
import type { Raisable } from '../../model/cell.ts';
import { gradeOfRatio } from '../ratio.ts';
import { judge } from './judge.ts';
import type { Raise } from './raise.ts';

/** A raise of a base of 100 requests/s. */
const raise = (raised: Raisable, change: number, factor: number, predicted = change): Raise => {
  const estimate = {
    value: change,
    low: change / factor,
    high: change * factor,
    confidence: 0.95,
    samples: 5,
  };
  return {
    raised,
    cellId: raised,
    measuredPerSecond: { ...estimate, value: 100 * change },
    predictedPerSecond: 100 * predicted,
    predictedChange: predicted,
    change: estimate,
    machine: 1,
    outcome: gradeOfRatio(estimate),
  };
};

describe('judge', () => {
  it('confirms what moves as predicted while placebos, that would have shown it, do not', () => {
    expect(
      judge(raise('database', 1.5, 1.05), [raise('node', 1.01, 1.05), raise('balancer', 1, 1.05)]),
    ).toMatchObject({ outcome: 'confirmed' });
  });

  it('takes a prediction that is 15 % off, and none that is 25 % off', () => {
    const placebos = [raise('node', 1, 1.02)];
    expect(judge(raise('database', 1.3, 1.01, 1.3 * 1.15), placebos).outcome).toBe('confirmed');
    expect(judge(raise('database', 1.3, 1.01, 1.3 * 1.25), placebos).outcome).toBe('correlated');
  });

  it('is not content with placebos that are silent for their noise', () => {
    expect(judge(raise('database', 1.5, 1.1), [raise('node', 1.1, 1.6)])).toEqual({
      outcome: 'correlated',
      reason: { kind: 'placebos-blind' },
    });
    expect(judge(raise('database', 1.5, 1.1), [])).toMatchObject({ outcome: 'correlated' });
  });

  it('passes on why the suspect has no result', () => {
    const missing = {
      ...raise('database', 1, 1),
      change: { value: null, reason: { kind: 'host-full', share: 0.99 } },
    } as const;
    expect(judge(missing, []).reason).toEqual({
      kind: 'raise-without-result',
      raised: 'database',
      because: { kind: 'host-full', share: 0.99 },
    });
  });
});
