import { describe, expect, it } from 'vitest';
import { allInvalidRun, oneTrialRun } from '../fixtures/oddRuns.ts';
import { analyse } from '../../harness/analysis/report.ts';
import { shopReport } from '../fixtures/shopRun.ts';
import { renderAll } from '../render.ts';

/** What the Chinese font was cut down to: GB 2312, Latin to U+017F and these. */
const SYMBOLS = '→←↑↓↕≥≤≠≈×÷±−–—…‘’“”·•αβγλμσΔΣ∞√✓✗▲▼■□●○§¶°¹²³₁₂％，。：；！？（）《》、「」';

function charactersOfFont(): ReadonlySet<string> {
  const decoder = new TextDecoder('gb2312');
  const characters = new Set(SYMBOLS);
  for (let high = 0xa1; high <= 0xf7; high += 1) {
    for (let low = 0xa1; low <= 0xfe; low += 1) {
      characters.add(decoder.decode(new Uint8Array([high, low])));
    }
  }
  for (let code = 0x20; code < 0x180; code += 1) characters.add(String.fromCharCode(code));
  return characters;
}

const figuresOf = async (language: 'en' | 'zh'): Promise<readonly string[]> => {
  const files = await renderAll(shopReport(), { formats: ['md'], language });
  const table = String(files.get('report.md')).match(/^\| (single|cluster|split) \|.*$/gm) ?? [];
  return table.flatMap((row) => row.match(/\d[\d,.]*/g) ?? []);
};

describe('Chinese', () => {
  it('is written with characters that its font has', async () => {
    const known = charactersOfFont();
    for (const report of [shopReport(), analyse(allInvalidRun()), analyse(oneTrialRun())]) {
      const files = await renderAll(report, { formats: ['md'], language: 'zh' });
      const unknown = [...String(files.get('report.md')).replaceAll('\n', '')].filter(
        (character) => !known.has(character),
      );
      expect(unknown).toEqual([]);
    }
  });

  it('says the same figures as English', async () => {
    const english = await figuresOf('en');
    expect(english.length).toBeGreaterThan(100);
    expect(await figuresOf('zh')).toEqual(english);
  });
});
