import { describe, expect, it } from 'vitest';
import { renderNightly } from '../../reports/nightly/render.ts';
import { DEMANDS, plantedPlan, plantedSample } from '../analysis/fixtures/plantedRun.ts';
import { seededNormal } from '../analysis/simulation.ts';
import { attribute } from '../history/attribution.ts';
import { bench, measured, quietNights, withNight } from '../history/fixtures/nights.ts';
import { gatedMetrics } from '../history/cpuRatio.ts';
import type { Acceptance, Entry, Night } from '../history/night.ts';
import { nightReport } from './nightReport.ts';

const ID = 'cpu split-8 app/orders';
const SLOW = { [ID]: 1.2 };

const acceptance: Acceptance = {
  kind: 'acceptance',
  night: 'night-3',
  reason: 'two-factor login | <b>wanted</b>',
  at: '2026-02-01T08:00:00.000Z',
};

const normal = seededNormal(9);
const side = () => plantedSample(plantedPlan('split', 8), DEMANDS, 0.01 * normal(), normal);
const pairs = Array.from({ length: 5 }, () => {
  const after = side();
  const containers = after.containers.map((each) =>
    each.group === 'orders' ? { ...each, cpuSeconds: each.cpuSeconds * 1.2 } : each,
  );
  return { cell: 'split-8', before: side(), after: { ...after, containers } };
});

const history: readonly Entry[] = [acceptance, ...(await quietNights(14))];
const [judged] = await withNight(history, measured('tonight', SLOW), bench(SLOW));
const night: Night = { ...judged, attribution: attribute(pairs, 'abcdef0123456', 'fedcba9876543') };
const report = nightReport(night, history, 1);

describe('the report of a night', () => {
  it('has the trend of every gated metric, tonight last, and what was accepted', () => {
    expect(report.trends).toHaveLength(gatedMetrics(night.metrics).length);
    for (const { nights } of report.trends) {
      expect(nights).toHaveLength(15);
      expect(nights.at(-1)?.night).toBe('tonight');
      expect(
        nights.every(
          ({ value, low, high }) => low !== null && high !== null && low <= value && value <= high,
        ),
      ).toBe(true);
    }
    expect(report.accepted).toMatchObject([{ night: 'night-3', position: 4 }]);
    expect(report.trends.filter(({ judged }) => judged?.suspect).map(({ id }) => id)).toEqual([ID]);
  });

  it('shows decision, evidence, culprit and commits in every format', async () => {
    const files = await renderNightly(report);
    const markdown = String(files.get('nightly.md'));
    const html = String(files.get('nightly.html'));
    for (const words of [
      'REGRESSION',
      'app/orders has 100 % of the added CPU',
      'abcdef0123456',
      '5 A/B pairs',
    ])
      for (const text of [markdown, html]) expect(text).toContain(words);
    expect(html).not.toContain('<b>wanted</b>');
    expect(
      Buffer.from(files.get('nightly.pdf') ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect([...files.keys()].filter((name) => name.endsWith('.svg'))).toEqual([
      'charts/nightly-throughput.svg',
      'charts/nightly-p99.svg',
      'charts/nightly-cpu-single-1.svg',
      'charts/nightly-cpu-cluster-8.svg',
      'charts/nightly-cpu-ratio-cluster-8.svg',
      'charts/nightly-cpu-split-8.svg',
      'charts/nightly-cpu-ratio-split-8.svg',
    ]);
  });

  it('of a first night shows it alone, unjudged', async () => {
    const [first] = await quietNights(1);
    if (first?.kind !== 'night') throw new Error('no night');
    const alone = nightReport(first, [], 4);
    expect(alone.trends.every(({ judged, nights }) => judged === null && nights.length === 1)).toBe(
      true,
    );
    expect(String((await renderNightly(alone)).get('nightly.md'))).toContain('0 accepted nights');
  });
});
