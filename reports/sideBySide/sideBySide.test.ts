import { describe, expect, it } from 'vitest';
import type { Report } from '../../harness/analysis/report.ts';
import { chartsOf } from '../document.ts';
import { withThroughput } from '../fixtures/mutated.ts';
import { shopReport } from '../fixtures/shopRun.ts';
import { renderSideBySide } from '../render.ts';
import { LANGUAGES } from '../text/languages.ts';
import { composeSideBySide } from './compose.ts';

const before = shopReport();
const after: Report = {
  ...withThroughput(before, 'cluster-8-browse', 512),
  run: { ...before.run, id: 'after' },
  cells: withThroughput(before, 'cluster-8-browse', 512).cells.filter(
    ({ cell }) => cell.id !== 'split-5-browse',
  ),
};
const elsewhere: Report = {
  ...after,
  environment: { ...after.environment, cpuCores: 64, cpuModel: 'Another CPU' },
};

const markdownOf = async (reports: readonly Report[]): Promise<string> =>
  String((await renderSideBySide(reports, { formats: ['md'] })).get('report.md'));

describe('runs side by side', () => {
  it('have every cell in one row, with the ratio and whether it can be told from 1', async () => {
    const markdown = await markdownOf([before, after]);
    const row = markdown.split('\n').find((line) => line.startsWith('| cluster-8-browse |'));
    expect(row).toMatch(/\| 765 \(.*\) \| 512 \(.*\) \| 0\.669 × \(.*; less\) \|/);
    const same = markdown.split('\n').find((line) => line.startsWith('| cluster-3-browse |'));
    expect(same).toMatch(/\| 1 × \(.*; indistinguishable\) \|/);
  });

  it('say where a run lacks a cell', async () => {
    const markdown = await markdownOf([before, after]);
    expect(markdown).toMatch(/\| split-5-browse \| 2\d\d \(.*\) \| — \\\[1\\\] \|/);
    expect(markdown).toContain('this run has no such cell');
  });

  it('have their curves in one chart for each topology', () => {
    for (const language of ['en', 'zh'] as const) {
      const document = composeSideBySide([before, after], LANGUAGES[language]);
      const cluster = chartsOf(document).find(({ id }) => id === 'runs-cluster');
      expect(cluster?.kind === 'xy' && cluster.series.map(({ hue }) => hue)).toEqual([0, 1]);
    }
  });

  it('warn of another machine, and refuse nothing', async () => {
    expect(await markdownOf([before, after])).toContain('All runs had the same machine');
    const markdown = await markdownOf([before, elsewhere]);
    expect(markdown).toContain('The runs differ in: Machine.');
    expect(markdown).toContain('64 cores, Another CPU');
  });

  it('come in every format, three of them too', async () => {
    const files = await renderSideBySide([before, after, elsewhere]);
    expect([...files.keys()].filter((name) => !name.startsWith('charts/'))).toEqual([
      'report.html',
      'report.pdf',
      'report.md',
      'report.csv',
      'analysis.json',
    ]);
    const trials = [before, after, elsewhere].flatMap(({ cells }) =>
      cells.flatMap((entry) => entry.trials),
    );
    expect(String(files.get('report.csv')).trimEnd().split('\r\n')).toHaveLength(1 + trials.length);
  });
});
