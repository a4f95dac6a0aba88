import { describe, expect, it } from 'vitest';
import { cellsOf } from './plan.ts';
import { withProbedLimiters } from './probeLimiter.ts';
import { profileExperiment } from './read.ts';

const standard = profileExperiment('standard');

describe('withProbedLimiters', () => {
  it('takes the largest scale of each grown topology where the engine has room to raise', () => {
    expect(withProbedLimiters(standard, 8).wallTest).toEqual([
      { topology: 'cluster', scales: [8] },
      { topology: 'split', scales: [8] },
    ]);
  });

  it('takes a smaller one where eight nodes of half as much more would not fit', () => {
    // 6 × 0.15 + 0.4 + 0.15 + 0.3 = 1.75 cores, 8 × 0.15 + 0.85 = 2.05.
    expect(withProbedLimiters(standard, 2).wallTest).toEqual([
      { topology: 'cluster', scales: [6] },
      { topology: 'split', scales: [6] },
    ]);
  });

  it('measures each again with more of one resource', () => {
    const ids = cellsOf(withProbedLimiters(standard, 2)).map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        'cluster-6-browse-more-node',
        'cluster-6-browse-more-database',
        'cluster-6-browse-more-balancer',
        'split-6-browse-more-node',
      ]),
    );
  });

  it('keeps the wall tests that the experiment names', () => {
    const named = { ...standard, wallTest: [{ topology: 'cluster', scales: [4] }] };
    expect(withProbedLimiters(named, 8).wallTest).toEqual([
      { topology: 'cluster', scales: [4] },
      { topology: 'split', scales: [8] },
    ]);
  });

  it('says so where nothing fits', () => {
    expect(() => withProbedLimiters(standard, 1)).toThrow(/no limiter can be probed/);
  });
});
