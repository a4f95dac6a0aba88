import { describe, expect, it } from 'vitest';
import { analyse } from '../harness/analysis/report.ts';
import type { RunRecord } from '../harness/model/run.ts';
import { type Invalidity, VALIDITY_RULES } from '../harness/model/trial.ts';
import { oneTopologyRun } from './fixtures/oddRuns.ts';
import { renderAll } from './render.ts';
import type { Language } from './text/languages.ts';
import { ruleName } from './text/zh/recorded.ts';

const reasons: readonly Invalidity[] = VALIDITY_RULES.map((rule) => ({
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

const markdownIn = async (language: Language): Promise<string> => {
  const files = await renderAll(analyse(spoilt(oneTopologyRun())), { formats: ['md'], language });
  return String(files.get('report.md'));
};

describe('a trial that is no result', () => {
  it('is shown with the name of each rule that it broke, and with what was seen', async () => {
    const markdown = await markdownIn('en');
    for (const { rule, detail } of reasons)
      expect(markdown).toContain(`| invalid | ${rule} | ${detail} |`);
  });

  it("is shown so in the report's language", async () => {
    const markdown = await markdownIn('zh');
    for (const { rule, detail } of reasons) {
      expect(ruleName(rule)).not.toBe(rule);
      expect(markdown).toContain(`| ${ruleName(rule)} |`);
      expect(markdown).toContain(detail);
    }
  });
});
