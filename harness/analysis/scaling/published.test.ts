import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitReport } from '../fitReport.ts';
import type { ScalingPoint } from './data.ts';

const published = (file: string): readonly ScalingPoint[] =>
  readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
    .map(([n = 0, throughput = 0]) => ({ n, throughput }));

const relativeError = (value: number | null, truth: number): number =>
  Math.abs((value ?? Number.NaN) / truth - 1);

describe.each([
  ['cisco.csv', 0.02671591, 7.690945e-4, 995.6486, 35.574],
  ['specsdm91.csv', 0.0277285, 1.04365e-4, 89.99523, 96.51956],
])('%s', (file, alpha, beta, lambda, peak) => {
  const { usl } = fitReport(published(file));

  it('gives the published α, β and λ within 0.02 %', () => {
    expect(relativeError(usl.alpha.value, alpha)).toBeLessThan(2e-4);
    expect(relativeError(usl.beta.value, beta)).toBeLessThan(2e-4);
    expect(relativeError(usl.lambda.value, lambda)).toBeLessThan(2e-4);
  });

  it('gives the published peak within 0.1 %, inside a bounded interval', () => {
    expect(relativeError(usl.peak.value, peak)).toBeLessThan(1e-3);
    expect(usl.peak).toMatchObject({ low: expect.any(Number), high: expect.any(Number) });
  });
});

describe('what the data do not tell', () => {
  it('says that the peak of a series without one is not identified, and gives no number', () => {
    const rising = [1, 2, 3, 4, 6, 8, 12].map((n, i) => ({
      n,
      throughput: (100 * n) / (1 + 0.05 * (n - 1)) + (i % 2 === 0 ? 1 : -1),
    }));
    const { usl } = fitReport(rising);
    expect(usl.peak.value).toBeNull();
    expect(usl.peak).toMatchObject({ reason: { kind: 'may-be-zero', parameter: 'beta' } });
    expect(usl.peak.low).toBeGreaterThan(12);
  });

  it('takes no peak from the rounding of points that are exactly flat', () => {
    const flat = [1, 2, 3, 4, 6, 8].flatMap((n) => [
      { n, throughput: 100 },
      { n, throughput: 100 },
    ]);
    expect(fitReport(flat).usl.peak.value).toBeNull();
    // min(n, 1): node n + 1 brings 1 − n.
    expect(fitReport(flat)).toMatchObject({
      knee: { value: expect.closeTo(0.5, 6) },
      stopAtNodes: 1,
    });
  });

  it('keeps an exactly straight line straight', () => {
    const { model, knee, stopAtNodes } = fitReport(
      [1, 2, 3, 4, 6, 8].map((n) => ({ n, throughput: 100 * n })),
    );
    expect(model.candidates[0]).toMatchObject({ name: 'bottleneck', refusal: null });
    expect(model.candidates[0]?.crossValidationError).toBeLessThan(1e-9);
    expect(knee.value).toBeNull();
    expect(stopAtNodes).toBeNull();
  });

  it('fits no USL to four points', () => {
    const { usl } = fitReport(published('cisco.csv').slice(0, 4));
    for (const figure of [usl.alpha, usl.beta, usl.lambda, usl.peak]) {
      expect(figure).toEqual({
        value: null,
        reason: { kind: 'too-few-scales', measured: 4, needed: 6 },
      });
    }
  });

  it('calls a peak beyond the measured range extrapolated', () => {
    expect(fitReport(published('cisco.csv')).usl.peakExtrapolated).toBe(true);
    expect(fitReport(published('specsdm91.csv')).usl.peakExtrapolated).toBe(false);
  });
});
