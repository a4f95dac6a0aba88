import { describe, expect, it } from 'vitest';
import { en } from '../en.ts';
import { warningSentence } from './warnings.ts';

describe('warnings', () => {
  it('are said of one as of one', () => {
    const invalid = (count: number): string =>
      warningSentence({
        kind: 'invalid-trials',
        cellId: 'single-1-browse',
        invalid: count,
        of: 10,
        rules: ['host-stolen'],
      });
    expect(invalid(1)).toContain('1 of 10 trials is invalid (host-stolen) and enters no');
    expect(invalid(2)).toContain('2 of 10 trials are invalid (host-stolen) and enter no');
    expect(en.moreWarnings(1)).toContain('the warning stands');
    expect(en.moreWarnings(2)).toContain('all 2 warnings stand');
  });
});
