import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../model/random.ts';
import { shareOf } from './share.ts';

describe('the interval of a share of samples', () => {
  it.each([
    [0.02, 400],
    [0.3, 400],
    [0.5, 60],
  ])('holds a true share of %d in about 95 %% of %d drawn samples', (truth, all) => {
    const random = seededRandom(3);
    let held = 0;
    for (let run = 0; run < 2_000; run += 1) {
      let part = 0;
      for (let sample = 0; sample < all; sample += 1) if (random() < truth) part += 1;
      const { low, high } = shareOf(part, all);
      if (low !== null && high !== null && low <= truth && truth <= high) held += 1;
    }
    expect(held / 2_000).toBeGreaterThan(0.93);
    expect(held / 2_000).toBeLessThan(0.975);
  });

  it('stays between nothing and all', () => {
    expect(shareOf(0, 10)).toMatchObject({ value: 0, low: 0 });
    expect(shareOf(10, 10)).toMatchObject({ value: 1, high: 1 });
  });
});
