import { describe, expect, it } from 'vitest';
import { EXPERIMENT } from '../analysis/fixtures/plantedRun.ts';
import type { OfferedLoad } from '../model/experiment.ts';
import { nightlyMistakes } from './comparable.ts';

const OFFERED: OfferedLoad = {
  topologies: [{ topology: 'split', scales: [5] }],
  ratesPerSecond: [100],
  searchProbes: 0,
  deployments: 3,
  measureSeconds: 4,
  connections: 48,
};

const mistakesWith = (differing: Partial<OfferedLoad>): string =>
  nightlyMistakes({ ...EXPERIMENT, offered: { ...OFFERED, ...differing } }).join('\n');

describe('an experiment for nights', () => {
  it('has trials that show a spread and one offered rate, or none', () => {
    expect(nightlyMistakes({ ...EXPERIMENT, offered: null })).toEqual([]);
    expect(mistakesWith({})).toBe('');
  });

  it.each([
    ['rates that follow from saturation', { ratesPerSecond: 'auto' }, /`auto`.*offered\.rates/],
    ['several rates', { ratesPerSecond: [100, 200] }, /2 are given/],
    ['a search', { searchProbes: 3 }, /offered\.search: 0/],
    ['too few deployments', { deployments: 2, measureSeconds: 9 }, /2 of each offered cell/],
    ['too few requests', { measureSeconds: 2 }, /600 requests a night/],
  ] satisfies [string, Partial<OfferedLoad>, RegExp][])('has not %s', (_, differing, said) => {
    expect(mistakesWith(differing)).toMatch(said);
  });

  it('has not too few trials', () => {
    expect(nightlyMistakes({ ...EXPERIMENT, trials: 2 })).toEqual([
      expect.stringContaining('2 of each cell are too few'),
    ]);
  });
});
