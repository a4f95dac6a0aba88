import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SHOP_RULES } from '../../targets/shop/reconcile.ts';
import { VALIDITY_RULES } from '../model/trial.ts';
import { PROVOKED_BY } from './fixtures/provokedBy.ts';

const ROOT = new URL('../../', import.meta.url);

describe('what refuses a trial', () => {
  it('is all in the table, and nothing else is', () => {
    expect(Object.keys(PROVOKED_BY).toSorted()).toEqual(
      [...VALIDITY_RULES, ...SHOP_RULES].toSorted(),
    );
  });

  it.each(Object.entries(PROVOKED_BY))(
    'has a test that provokes it: %s',
    (rule, { file, test }) => {
      const source = readFileSync(new URL(file, ROOT), 'utf8');
      expect(source).toContain(`'${test}'`);
      expect(source).toContain(rule);
    },
  );
});
