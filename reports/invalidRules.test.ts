import { describe, expect, it } from 'vitest';
import { analyse } from '../harness/analysis/report.ts';
import type { RunRecord } from '../harness/model/run.ts';
import { type Invalidity, VALIDITY_RULES } from '../harness/model/trial.ts';
import { SHOP_RULES } from '../targets/shop/reconcile.ts';
import { oneTopologyRun } from './fixtures/oddRuns.ts';
import { renderAll } from './render.ts';
import type { Language } from './text/languages.ts';
import { recorded, ruleName } from './text/zh/recorded.ts';

const reasons: readonly Invalidity[] = [...VALIDITY_RULES, ...SHOP_RULES].map((rule) => ({
  rule,
  detail: `seen for ${rule}`,
}));

/** Its first trial broke every rule there is. */
const spoilt = (run: RunRecord): RunRecord => ({
  ...run,
  trials: run.trials.map((trial, index) =>
    index === 0 ? { ...trial, outcome: { status: 'invalid', reasons, sample: null } } : trial,
  ),
});

interface Rendered {
  readonly markdown: string;
  readonly html: string;
}

const renderedIn = async (language: Language): Promise<Rendered> => {
  const report = analyse(spoilt(oneTopologyRun()));
  const files = await renderAll(report, { formats: ['md', 'html'], language });
  const [page = ''] = String(files.get('report.html')).split('<script type="application/json"');
  return { markdown: String(files.get('report.md')), html: page };
};

describe('a trial that is no result', () => {
  it('is shown with the name of each rule that it broke, and with what was seen', async () => {
    const { markdown, html } = await renderedIn('en');
    for (const { rule, detail } of reasons) {
      expect(markdown).toContain(`| invalid | ${rule} | ${detail} |`);
      expect(html).toContain(`>${rule}</td><td class="left">${detail}</td>`);
    }
  });

  it("is shown so in the report's language", async () => {
    const { markdown, html } = await renderedIn('zh');
    for (const { rule, detail } of reasons) {
      const name = ruleName(rule);
      expect(name).not.toBe(rule);
      expect(markdown).toContain(`| ${name} | ${recorded(detail)} |`);
      expect(html).toContain(`>${name}</td><td class="left">${recorded(detail)}</td>`);
    }
  });
});
