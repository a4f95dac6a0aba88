import { describe, expect, it } from 'vitest';
import { unknown } from '../harness/model/estimate.ts';
import {
  estimateCell,
  percent,
  plain,
  signedPercent,
  times,
  whole,
  withDetail,
} from './figures.ts';
import { en } from './text/en.ts';

const estimate = { value: 734.2, low: 717.4, high: 771, confidence: 0.95, samples: 3 };

describe('numbers', () => {
  it('have three significant digits, whole from 100 up, and a true minus', () => {
    expect([0.08194, 9.996, 34.56, 734.2, 12_345.6, -24.04].map(plain)).toEqual([
      '0.0819',
      '10',
      '34.6',
      '734',
      '12,346',
      '−24',
    ]);
  });

  it('never show a share above zero as zero', () => {
    expect([0, 0.00001, 0.0123, 0.987, 1].map(percent)).toEqual([
      '0 %',
      '< 0.01 %',
      '1.2 %',
      '99 %',
      '100 %',
    ]);
    expect(signedPercent(0.19)).toBe('+19 %');
    expect(signedPercent(-0.083)).toBe('−8.3 %');
  });
});

describe('figures from noise', () => {
  it('come with interval and sample count', () => {
    expect(withDetail(estimate)).toBe('734 (717–771, n 3)');
    expect(withDetail({ ...estimate, value: 1.42, low: 1.3, high: 1.5 }, times)).toBe(
      '1.42 × (1.3–1.5, n 3)',
    );
  });

  it('say that there is no interval by giving none', () => {
    expect(withDetail({ ...estimate, low: null, high: null, samples: 1 })).toBe('734 (n 1)');
  });

  it('keep an open side open', () => {
    expect(withDetail({ ...estimate, high: null, highUnbounded: true }, whole)).toBe(
      '734 (717–∞, n 3)',
    );
    expect(withDetail({ ...estimate, high: null }, whole)).toBe('734 (717–?, n 3)');
  });

  it('write a negative bound so that it is not read as a dash', () => {
    expect(withDetail({ ...estimate, value: -24, low: -54, high: 6 })).toBe('−24 (−54 to 6, n 3)');
  });

  it('that are unknown carry their reason, and a bound where one is known', () => {
    expect(estimateCell(unknown({ kind: 'no-completed-trial' }), en)).toMatchObject({
      text: '—',
      note: 'no trial was completed',
    });
    expect(
      estimateCell({ ...unknown({ kind: 'still-pays', scale: 8 }), low: 8 }, en, whole),
    ).toMatchObject({
      text: '≥ 8',
      note: 'none up to 8: the next node still pays',
    });
  });
});
