import { describe, expect, it } from 'vitest';
import { analyse } from '../../harness/analysis/report.ts';
import type { CellSeed } from '../fixtures/cellSeed.ts';
import { SHOP_CELLS } from '../fixtures/shopCells.ts';
import { runOf } from '../fixtures/shopRun.ts';
import { reportSchema } from '../schema/report.ts';
import { en } from '../text/en.ts';
import { zh } from '../text/zh.ts';
import { demandTestBlocks } from './demandTest.ts';
import { predictionBlocks } from './prediction.ts';

const CLUSTER = SHOP_CELLS.filter(({ topology }) => topology === 'cluster');

/** The smallest cluster with a balancer of few cores, used up to a share. */
const squeezed = (utilisation: number): CellSeed => {
  const [smallest] = CLUSTER;
  if (!smallest) throw new Error('the fixture has no cluster');
  return {
    ...smallest,
    squeezed: 'balancer',
    parts: smallest.parts.map((part) =>
      part.role === 'balancer' ? { ...part, quotaCores: 0.02, utilisation } : part,
    ),
  };
};

const reportWith = (...seeds: readonly CellSeed[]) => analyse(runOf([...CLUSTER, ...seeds]));
const saidOf = (report: ReturnType<typeof reportWith>, text = en) =>
  demandTestBlocks(report, text).map((block) => ('text' in block ? block.text : ''));

describe('where a demand test was made', () => {
  const full = reportWith(squeezed(0.99));

  it('the report says which demand is taken from it, in each language', () => {
    expect(saidOf(full)).toEqual([
      'What a request costs balancer is taken from cluster-1-browse-less-balancer: there it was held to few cores and full, and a full part does not work as an idling one does.',
    ]);
    expect(saidOf(full, zh)[0]).toMatch(
      /^balancer 每个请求的 CPU 消耗取自 cluster-1-browse-less-balancer：/,
    );
  });

  it('the table names both cells that demands come from', () => {
    const table = predictionBlocks(full, en).find((block) => block.kind === 'table');
    const sources = table?.kind === 'table' ? table.table.rows.map((row) => row.at(-1)?.text) : [];
    expect(new Set(sources)).toEqual(new Set(['cluster-1-browse, cluster-1-browse-less-balancer']));
  });

  it('the report as data is of its schema', () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(full)))).toEqual(
      JSON.parse(JSON.stringify(full)),
    );
  });

  it('the report says so where it did not fill the part', () => {
    expect(saidOf(reportWith(squeezed(0.8)))).toEqual([
      'cluster-1-browse-less-balancer did not show its balancer full, so what a request costs the balancer is taken from light load.',
    ]);
    expect(saidOf(reportWith(squeezed(0.8)), zh)[0]).toContain('负载均衡满载');
  });
});

describe('without a demand test', () => {
  it('nothing is said', () => {
    expect(saidOf(reportWith())).toEqual([]);
  });
});
