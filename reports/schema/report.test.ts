import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analyse } from '../../harness/analysis/report.ts';
import { allInvalidRun, emptyRun, largeRun, oneTrialRun } from '../fixtures/oddRuns.ts';
import { shopReport } from '../fixtures/shopRun.ts';
import { renderSideBySide } from '../render.ts';
import { reportSchema } from './report.ts';
import { sideBySideSchema } from './sideBySide.ts';

const published = (report: unknown): unknown => JSON.parse(JSON.stringify(report));

describe('the published schema', () => {
  it.each([
    ['a quick run', shopReport],
    ['a run with one trial each', () => analyse(oneTrialRun())],
    ['a run without a valid trial', () => analyse(allInvalidRun())],
    ['a run without a trial', () => analyse(emptyRun())],
    ['a run of many topologies', () => analyse(largeRun(60, 2))],
  ])('holds for %s', (_, report) => {
    expect(reportSchema.safeParse(published(report())).error?.issues ?? []).toEqual([]);
  });

  it('holds for several runs side by side', async () => {
    const files = await renderSideBySide([shopReport(), analyse(oneTrialRun())], {
      formats: ['json'],
    });
    const written: unknown = JSON.parse(String(files.get('analysis.json')));
    expect(sideBySideSchema.safeParse(written).error?.issues ?? []).toEqual([]);
    expect(sideBySideSchema.safeParse({ ...(written as object), extra: 1 }).success).toBe(false);
    expect(z.toJSONSchema(sideBySideSchema).required).toContain('reports');
  });

  it('refuses a field that it does not name, and one of another type', () => {
    const report = shopReport();
    expect(reportSchema.safeParse(published({ ...report, extra: 1 })).success).toBe(false);
    expect(reportSchema.safeParse(published({ ...report, cells: 'none' })).success).toBe(false);
  });

  it('can be printed as JSON Schema', () => {
    const schema = z.toJSONSchema(reportSchema) as { required: string[] };
    expect(schema.required).toContain('verdict');
  });
});
