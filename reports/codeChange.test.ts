import { describe, expect, it } from 'vitest';
import { analyse } from '../harness/analysis/report.ts';
import { codeChange } from '../targets/shop/codeChange.ts';
import { composeReport } from './compose.ts';
import type { Table } from './document.ts';
import { SHOP_CELLS } from './fixtures/shopCells.ts';
import { runOf } from './fixtures/shopRun.ts';
import { LANGUAGES } from './text/languages.ts';
import type { Text } from './text/en.ts';

const tableIn = (cells: typeof SHOP_CELLS, text: Text, counted = true): Table | undefined =>
  composeReport(analyse({ ...runOf(cells), ...(counted ? { codeChange } : {}) }), text)
    .sections.flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'table' ? [block.table] : []))
    .find(({ id }) => id === 'code-change');

describe.each(Object.entries(LANGUAGES))('what the split changed in the code, in %s', (_, text) => {
  it('is counted beside the cost, with the command that counts it', () => {
    const table = tableIn(SHOP_CELLS, text);
    expect(table?.explanation).toContain(codeChange.countedBy);
    expect(table?.rows.map(([, count]) => count?.text)).toEqual([
      String(codeChange.calls.reduce((sum, { places }) => sum + places, 0)),
      String(codeChange.transactions.length),
      String(codeChange.settlers.length),
      String(codeChange.joins.length),
      String(codeChange.foreignKeys.length),
    ]);
  });

  it('is left out of a run in which nothing is split, and of one whose target counts nothing', () => {
    const cluster = SHOP_CELLS.filter(({ topology }) => topology === 'cluster');
    expect(tableIn(cluster, text)).toBeUndefined();
    expect(tableIn(SHOP_CELLS, text, false)).toBeUndefined();
  });
});
