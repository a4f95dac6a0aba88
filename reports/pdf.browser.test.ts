import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { analyse } from '../harness/analysis/report.ts';
import { withThroughput } from './fixtures/mutated.ts';
import { hostileRun } from './fixtures/oddRuns.ts';
import { shopReport } from './fixtures/shopRun.ts';
import { troubledRun } from './fixtures/troubledRun.ts';
import type { PageSize } from './pdf.ts';
import { renderAll } from './render.ts';
import { englishIn } from './text/fixtures/english.ts';
import { type Language, LANGUAGES } from './text/languages.ts';

const run = promisify(execFile);

async function pdfFile(
  report: Parameters<typeof renderAll>[0],
  pageSize: PageSize = 'A4',
  language: Language = 'en',
): Promise<string> {
  const files = await renderAll(report, { formats: ['pdf'], pageSize, language });
  const file = join(await mkdtemp(join(tmpdir(), 'plateau-pdf-')), 'report.pdf');
  await writeFile(file, files.get('report.pdf') ?? '');
  return file;
}

const textOf = async (file: string): Promise<string> =>
  (await run('pdftotext', ['-layout', file, '-'])).stdout;

/** Words that lie outside their page. */
async function wordsOutside(file: string): Promise<readonly string[]> {
  const { stdout } = await run('pdftotext', ['-bbox', file, '-'], { maxBuffer: 2 ** 26 });
  const outside: string[] = [];
  let page = { width: 0, height: 0 };
  for (const line of stdout.split('\n')) {
    const size = line.match(/<page width="([\d.]+)" height="([\d.]+)"/);
    if (size) page = { width: Number(size[1]), height: Number(size[2]) };
    const word = line.match(
      /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">/,
    );
    if (!word) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = word.slice(1).map(Number);
    if (left < 0 || top < 0 || right > page.width || bottom > page.height)
      outside.push(line.trim());
  }
  return outside;
}

const firstPageOf = async (file: string): Promise<string> =>
  (await run('pdftotext', ['-layout', '-f', '1', '-l', '1', file, '-'])).stdout;

describe('the first page of report.pdf', () => {
  it.each([
    ['A4', 'en', 'Read this first', 'read replica', 'Throughput (requests/s)'],
    ['LETTER', 'en', 'Read this first', 'read replica', 'Throughput (requests/s)'],
    ['A4', 'zh', '请先阅读', '只读副本', '吞吐量（请求/秒）'],
    ['LETTER', 'zh', '请先阅读', '只读副本', '吞吐量（请求/秒）'],
  ] as const)(
    '%s, %s: warnings, verdict, chart and options, in a good run and in a troubled one',
    async (pageSize, language, warnings, lastOption, axis) => {
      for (const report of [shopReport(), analyse(troubledRun())]) {
        const page = await firstPageOf(await pdfFile(report, pageSize, language));
        expect(page).toContain(warnings);
        expect(page).toContain(axis);
        expect(page).toContain(lastOption);
        for (const claim of report.verdict.claims) {
          expect(page).toContain(`[${LANGUAGES[language].gradeLabels[claim.grade]}]`);
        }
      }
    },
  );

  it('tells each kind of warning in short, and all of them at the end', async () => {
    const report = analyse(troubledRun());
    const file = await pdfFile(report);
    const page = await firstPageOf(file);
    expect(report.verdict.warnings.length).toBeGreaterThan(10);
    expect(page).toContain('The run was stopped before its end');
    expect(page).toMatch(/\d+ of \d+ trials in 2 cells are invalid \(host-saturated\)/);
    expect(page).toMatch(/\d+ of \d+ trials in \d cells? could not be done/);
    expect(page).not.toContain('shared memory');
    expect(page).toContain(`all ${report.verdict.warnings.length} warnings stand in full`);
    expect(await textOf(file)).toContain('shared memory');
  });
});

describe('report.pdf', () => {
  it('embeds every font', async () => {
    const { stdout } = await run('pdffonts', [await pdfFile(shopReport())]);
    const fonts = stdout.trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/Inter.* yes +yes +yes/);
  });

  it('embeds a Chinese font, and its text is Chinese when it is read back', async () => {
    const file = await pdfFile(shopReport(), 'A4', 'zh');
    const { stdout } = await run('pdffonts', [file]);
    for (const font of stdout.trim().split('\n').slice(2)) {
      expect(font).toMatch(/NotoSansSC.* yes +yes +yes/);
    }
    const text = await textOf(file);
    expect(text).toContain('增加节点到何时不再划算');
    // Written into a chart: Latin letters and digits of the Chinese font.
    expect(text).toMatch(/CPU 98 %/);
    expect(await wordsOutside(file)).toEqual([]);
    const withoutSource = { ...shopReport(), kneeProfiles: [] };
    expect(englishIn(await textOf(await pdfFile(withoutSource, 'A4', 'zh')))).toEqual([]);
    const troubled = await pdfFile(analyse(troubledRun()), 'LETTER', 'zh');
    expect(englishIn((await textOf(troubled)).replace(/原文：“[^”]*”/gs, '·'))).toEqual([]);
  });

  it('can be searched, in its tables and in its charts', async () => {
    const text = await textOf(await pdfFile(shopReport()));
    expect(text).toContain('more nodes stop paying at 2 nodes');
    expect(text).toContain('Throughput (requests/s)');
    expect(text).toMatch(/knee: [\d.]+, stop at 2/);
  });

  it('shows the data that it was made from', async () => {
    const changed = withThroughput(shopReport(), 'cluster-8-browse', 54_321);
    expect(await textOf(await pdfFile(shopReport()))).not.toContain('54,321');
    expect(await textOf(await pdfFile(changed))).toContain('54,321');
  });

  it.each(['A4', 'LETTER'] as const)('keeps all words on its pages: %s', async (size) => {
    const file = await pdfFile(shopReport(), size);
    expect(await wordsOutside(file)).toEqual([]);
    const { stdout } = await run('pdfinfo', [file]);
    expect(stdout).toMatch(size === 'A4' ? /595.28 x 841.89/ : /612 x 792/);
    expect(stdout).toContain('Title:           Where does adding nodes stop paying?');
  });

  it.each(['<script>alert(1)</script>', 'x'.repeat(200)])(
    'keeps the name %s as text on its pages',
    async (name) => {
      const file = await pdfFile(analyse(hostileRun(name)));
      expect(await wordsOutside(file)).toEqual([]);
      expect(await textOf(file)).toContain(name.slice(0, 25));
    },
  );
});
