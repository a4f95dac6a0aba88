import { describe, expect, it } from 'vitest';
import { withThroughput } from './fixtures/mutated.ts';
import { shopReport } from './fixtures/shopRun.ts';
import { renderAll } from './render.ts';
import { terminalTable } from './terminal.ts';

const report = shopReport();
const files = await renderAll(report);
const textOf = (name: string): string => String(files.get(name));

describe('all formats of one report', () => {
  it('are there, with every chart as SVG and PNG', () => {
    expect([...files.keys()].filter((name) => !name.startsWith('charts/'))).toEqual([
      'report.html',
      'report.pdf',
      'report.md',
      'report.csv',
      'analysis.json',
    ]);
    const charts = [...files.keys()].filter((name) => name.startsWith('charts/'));
    expect(charts).toContain('charts/throughput-by-nodes-cluster.svg');
    expect(charts).toContain('charts/throughput-by-cpu.png');
    const drawn = charts.filter((name) => !name.startsWith('charts/flame-'));
    expect(drawn.filter((name) => name.endsWith('.svg'))).toHaveLength(drawn.length / 2);
    expect(charts).toContain('charts/flame-cluster-4-browse-shop.svg');
  });

  it('are the same bytes when made again', async () => {
    const again = await renderAll(report);
    for (const [name, content] of files) {
      expect(Buffer.from(again.get(name) ?? '').equals(Buffer.from(content)), name).toBe(true);
    }
  });

  it('show a changed value in each of them', async () => {
    const changed = withThroughput(report, 'cluster-8-browse', 54_321);
    const after = await renderAll(changed);
    for (const name of ['report.html', 'report.md']) {
      expect(textOf(name).includes('54,321'), name).toBe(false);
      expect(String(after.get(name)).includes('54,321'), name).toBe(true);
    }
    expect(String(after.get('report.csv'))).toContain('54321');
    expect(String(after.get('analysis.json'))).toContain('54321');
    expect(terminalTable(changed)).toContain('54,321');
    for (const name of [
      'report.pdf',
      'charts/throughput-by-nodes-cluster.svg',
      'charts/throughput-by-nodes-cluster.png',
      'charts/throughput-by-cpu.svg',
      'charts/throughput-by-cpu.png',
    ]) {
      const [one, other] = [files.get(name) ?? '', after.get(name) ?? ''];
      expect(Buffer.from(one).equals(Buffer.from(other)), name).toBe(false);
    }
  });

  it('leave no hole where a word or figure should be', () => {
    for (const content of [textOf('report.md'), textOf('report.csv'), terminalTable(report)]) {
      expect(content.match(/undefined|NaN|\[object|\bnull\b/g)).toBeNull();
    }
    const visible = textOf('report.html').split('<script')[0];
    expect(visible?.match(/undefined|NaN|\[object|>null/g)).toBeNull();
  });

  it('makes only what is asked for', async () => {
    const some = await renderAll(report, { formats: ['md', 'csv'] });
    expect([...some.keys()]).toEqual(['report.md', 'report.csv']);
  });
});

describe('offered cells and wall tests', () => {
  const sections = textOf('report.md').split('\n## ');
  const sectionOf = (title: string): string =>
    sections.find((section) => section.startsWith(title)) ?? '';

  it('are no points of a curve: another value there moves no chart of saturation', async () => {
    const changed = {
      ...report,
      cells: report.cells.map((entry) =>
        entry.cell.raised === null ? entry : { ...entry, provisionedCpuCores: 77 },
      ),
      offered: report.offered.map((curve) => ({ ...curve, points: [] })),
    };
    const after = await renderAll(changed, { formats: ['charts'] });
    for (const name of after.keys()) {
      expect(String(after.get(name)) === textOf(name), name).toBe(true);
    }
    expect([...files.keys()].filter((name) => !after.has(name))).toEqual(
      expect.arrayContaining([
        'charts/latency-at-equal-load.svg',
        'charts/load-latency-cluster-6-browse-offered.svg',
      ]),
    );
  });

  it('are listed where their attempts came to nothing', () => {
    expect(sectionOf('What was left out')).toMatch(
      /\| split-6-browse-offered \| 3 \| [\d.]+ \| invalid \| host-busy \|/,
    );
  });

  it('have their capacity in a table', () => {
    expect(sectionOf('What happens to latency?')).toMatch(/\| cluster \| 6 \| 0.85 \| 6\d\d \(/);
  });
});

describe('report.html', () => {
  it('is one file that refers to nothing outside itself, under 1.5 MB', () => {
    const html = textOf('report.html');
    expect(html.length).toBeLessThan(1_500_000);
    expect(html.match(/(?:src|href)="(?!#|data:)[^"]*"/g)).toBeNull();
    expect(html.match(/Content-Security-Policy" content="[^;]*;/)?.[0]).toContain('default-src');
    expect(html.includes('sourceMappingURL')).toBe(false);
  });
});

describe('report.csv', () => {
  it('has a row for each trial, also of those that count for nothing', () => {
    const rows = textOf('report.csv').trimEnd().split('\r\n');
    const trials = report.cells.flatMap((entry) => entry.trials).length;
    expect(rows).toHaveLength(1 + trials);
    expect(rows.filter((row) => row.includes(',invalid,'))).toHaveLength(2);
    expect(rows.find((row) => row.includes(',failed,'))).toContain(
      '"db-orders was not ready within 60 s: its log never said ""ready to accept connections"""',
    );
  });
});

describe('the terminal', () => {
  it('gets plain text: no colours, no control characters, nothing wider than the table', () => {
    const shown = terminalTable(report);
    // oxlint-disable-next-line no-control-regex
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    expect(shown).toContain('more nodes stop paying at 2 nodes');
  });
});
