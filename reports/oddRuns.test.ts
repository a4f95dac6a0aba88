import { describe, expect, it } from 'vitest';
import { analyse } from '../harness/analysis/report.ts';
import {
  allInvalidRun,
  emptyRun,
  hostileRun,
  largeRun,
  oneTopologyRun,
  oneTrialRun,
} from './fixtures/oddRuns.ts';
import { renderAll } from './render.ts';
import { terminalTable } from './terminal.ts';

const markdownOf = async (run: Parameters<typeof analyse>[0]): Promise<string> =>
  String((await renderAll(analyse(run), { formats: ['md'] })).get('report.md'));

describe('a run that lacks something says what', () => {
  it('one topology: no comparison, and no section for it', async () => {
    const markdown = await markdownOf(oneTopologyRun());
    expect(markdown).toContain('cluster: more nodes stop paying');
    expect(markdown).not.toContain('What would the same money buy?');
  });

  it('one trial each: figures without intervals, and a warning first', async () => {
    const markdown = await markdownOf(oneTrialRun());
    expect(markdown).toMatch(
      /Only one trial each, so no interval but what the other cells’ noise gives: .*cluster-8-browse/,
    );
    expect(markdown).toContain('750 (n 1)');
  });

  it('no valid trial: no figure, every trial with its rule', async () => {
    const markdown = await markdownOf(allInvalidRun());
    expect(markdown).toContain('No trial gave a result, so there is nothing to draw.');
    expect(markdown.match(/\| host-saturated \| the whole machine was 99 % busy \|/g)).toHaveLength(
      20,
    );
    expect(markdown).not.toContain('![');
  });

  it('stopped before the first trial: cells without a result, and why', async () => {
    const markdown = await markdownOf(emptyRun());
    expect(markdown).toContain('The run was stopped before its end');
    expect(markdown).toContain('No trial was started.');
  });

  it.each([
    ['one topology', oneTopologyRun],
    ['one trial', oneTrialRun],
    ['all invalid', allInvalidRun],
    ['nothing measured', emptyRun],
  ])('%s: every format can be made', async (_, run) => {
    const report = analyse(run());
    const files = await renderAll(report, { formats: ['html', 'pdf'] });
    expect(files.get('report.html')?.length).toBeGreaterThan(100_000);
    expect(files.get('report.pdf')?.length).toBeGreaterThan(10_000);
    expect(terminalTable(report)).not.toMatch(/undefined|NaN/);
  });
});

describe('names that a user chose', () => {
  const NAME = '<script>alert(1)</script>';

  it('stay text in HTML and Markdown', async () => {
    const files = await renderAll(analyse(hostileRun(NAME)), { formats: ['html', 'md', 'csv'] });
    for (const name of ['report.html', 'report.md']) {
      const content = String(files.get(name));
      expect(content.includes('&lt;script&gt;alert(1)&lt;/script&gt;'), name).toBe(true);
      expect(content.includes(NAME), name).toBe(false);
    }
    expect(String(files.get('report.csv'))).toContain(NAME);
  });

  it('can’t leave a table cell, a link or a line of Markdown', async () => {
    const markdown = await markdownOf(hostileRun('a|b\n# c [d](e) `f`'));
    expect(markdown).toContain('a\\|b \\# c \\[d\\](e) \\`f\\`');
  });

  it('can’t move the cursor of a terminal', () => {
    const shown = terminalTable(analyse(hostileRun('\u001b[2Jgone\r')));
    expect(shown).not.toContain('\u001b');
    expect(shown).not.toContain('\r');
  });

  it('of 200 characters give files of sound names', async () => {
    const files = await renderAll(analyse(hostileRun('x'.repeat(200))), {
      formats: ['html', 'charts'],
    });
    for (const name of files.keys()) expect(name.length).toBeLessThan(80);
    expect(String(files.get('report.html')).includes('x'.repeat(200))).toBe(true);
  });
});

describe('a thousand trials in 200 cells', () => {
  it('are all in the tables', async () => {
    const report = analyse(largeRun(200, 5));
    const files = await renderAll(report, { formats: ['html', 'md', 'csv'] });
    expect(String(files.get('report.csv')).trimEnd().split('\r\n')).toHaveLength(1001);
    expect(String(files.get('report.html')).includes('topology-9')).toBe(true);
    expect(String(files.get('report.md')).includes('topology-9')).toBe(true);
  });
});
