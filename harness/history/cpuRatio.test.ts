import { describe, expect, it } from 'vitest';
import { gatedMetrics, gatedValue } from './cpuRatio.ts';
import type { MetricValues } from './metric.ts';

const cpu = (group: string, values: readonly number[], cell = 'split-5'): MetricValues => ({
  id: `cpu ${cell} ${group}`,
  kind: 'cpu',
  cell,
  group,
  values,
});

/** The second trial ran on a machine half as fast. */
const NIGHT = [
  cpu('app/products', [0.6, 1.2]),
  cpu('app/orders', [0.2, 0.4]),
  cpu('balancer/balancer', [0.2, 0.4]),
];

const ratioOf = (metrics: readonly MetricValues[], group: string) =>
  gatedMetrics(metrics).find((metric) => metric.kind === 'cpu-ratio' && metric.group === group);

describe('CPU against the balancer’s', () => {
  it('is the same on a slower machine', () => {
    const { id, values } = ratioOf(NIGHT, 'app/products') ?? {};
    expect(id).toBe('cpu-ratio split-5 app/products');
    expect(values?.[0]).toBeCloseTo(3, 10);
    expect(values?.[1]).toBeCloseTo(3, 10);
  });

  it('stands beside what was measured, and the balancer has none', () => {
    expect(gatedMetrics(NIGHT)).toEqual(expect.arrayContaining(NIGHT));
    expect(gatedMetrics(NIGHT)).toHaveLength(5);
    expect(ratioOf(NIGHT, 'balancer/balancer')).toBeUndefined();
  });

  it('is of no cell without a balancer, and takes none from another cell', () => {
    const single = cpu('app/shop', [0.5, 0.5], 'single-1');
    expect(gatedMetrics([...NIGHT, single])).toHaveLength(6);
  });

  it('is not made up where a trial lacks a part', () => {
    expect(gatedMetrics([...NIGHT, cpu('app/admin', [0.1])])).toHaveLength(4);
  });

  it('of one trial is what it is of a night', () => {
    const trial = Object.fromEntries(NIGHT.map(({ id, values }) => [id, values[1] as number]));
    const [products] = NIGHT;
    const ratio = ratioOf(NIGHT, 'app/products');
    expect(ratio && gatedValue(trial, ratio)).toBeCloseTo(3, 10);
    expect(products && gatedValue(trial, products)).toBe(1.2);
    expect(ratio && gatedValue({ 'cpu split-5 app/products': 1 }, ratio)).toBeUndefined();
  });
});
