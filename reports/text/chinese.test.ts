import { describe, expect, it } from 'vitest';
import { analyse, type Report } from '../../harness/analysis/report.ts';
import { allInvalidRun, emptyRun, oneTopologyRun, oneTrialRun } from '../fixtures/oddRuns.ts';
import { shopReport } from '../fixtures/shopRun.ts';
import { troubledRun } from '../fixtures/troubledRun.ts';
import { renderAll, renderSideBySide } from '../render.ts';
import { englishIn } from './fixtures/english.ts';

/** What a reader of the page sees, hears and hovers: its text, its labels, its charts’ words. */
const wordsOfPage = (html: string): string => {
  const data = html.match(
    /<script type="application\/json" id="report-data">(.*?)<\/script>/s,
  )?.[1];
  const { charts, controls } = JSON.parse(data ?? '{}') as { charts: unknown; controls: unknown };
  const shown = html
    .replace(/<(script|style)\b.*?<\/\1>/gs, '')
    .replace(/ (?:aria-label|title)="([^"]*)"/g, '>$1<')
    .replace(/<[^>]*>/g, '\n');
  return [shown, ...stringsIn(charts), ...stringsIn(controls)].join('\n');
};

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(stringsIn)
      : [];

const REPORTS: readonly (readonly [string, () => Report])[] = [
  ['of every section', shopReport],
  ['full of warnings', () => analyse(troubledRun())],
  ['with one topology', () => analyse(oneTopologyRun())],
  ['with one trial each', () => analyse(oneTrialRun())],
  ['without a valid trial', () => analyse(allInvalidRun())],
  ['of a run without a trial', () => analyse(emptyRun())],
];

describe('a Chinese report', () => {
  it.each(REPORTS)('%s has no English sentence', async (_, report) => {
    const files = await renderAll(report(), { formats: ['md', 'html'], language: 'zh' });
    expect(englishIn(String(files.get('report.md')).replace(/[\\*`]/g, ''))).toEqual([]);
    expect(englishIn(wordsOfPage(String(files.get('report.html'))))).toEqual([]);
  });

  it('side by side has none either', async () => {
    const files = await renderSideBySide([shopReport(), analyse(troubledRun())], {
      formats: ['md', 'html'],
      language: 'zh',
    });
    expect(englishIn(String(files.get('report.md')).replace(/[\\*`]/g, ''))).toEqual([]);
    expect(englishIn(wordsOfPage(String(files.get('report.html'))))).toEqual([]);
  });
});

describe('the search for English', () => {
  it('finds a sentence, and no identifier, figure or quotation', () => {
    expect(englishIn('瓶颈未知：no CPU quota is used up。')).toHaveLength(1);
    expect(
      englishIn('cluster-8-browse 无效（原文：“the host was busy”），CPU 98 %，p99 ≤ 500 ms'),
    ).toEqual([]);
  });
});
