import { describe, expect, it } from 'vitest';
import { cellOf } from '../../model/cell.ts';
import type { Estimate } from '../../model/estimate.ts';
import type { DeploymentPlan } from '../../model/plan.ts';
import { plantedPlan, plantedRun } from '../fixtures/plantedRun.ts';
import type { Latency } from '../latency.ts';
import { measureRun } from '../measurement.ts';
import type { OfferedCurve } from '../offered/curve.ts';
import { analyse } from '../report.ts';
import { codeAndDataOf } from './codeAndData.ts';
import { isoLoadsOf } from './isoLoad.ts';
import { latencyShiftsOf } from './latencyShift.ts';
import { type ComparablePoint, comparablePoints } from './layout.ts';
import { rpcTaxesOf } from './rpcTax.ts';

/** ± 2 %. */
const around = (value: number): Estimate => ({
  value,
  low: value / 1.02,
  high: value * 1.02,
  confidence: 0.95,
  samples: 5,
});

const pointAt = (
  topology: string,
  scale: number,
  perSecond: number,
  layout: ComparablePoint['layout'],
  plan: DeploymentPlan = plantedPlan('cluster', scale),
): ComparablePoint => ({
  topology,
  scenario: 'browse',
  plan,
  layout,
  point: {
    cellId: `${topology}-${scale}`,
    scale,
    appCpuCores: scale * 0.1,
    provisionedCpuCores: scale * 0.1 + 0.4,
    throughputPerSecond: around(perSecond),
    efficiency: around(1),
    efficiencyAboveOne: false,
    limiter: { resource: null, grade: 'unknown', reason: { kind: 'no-completed-trial' } },
    refusal: null,
  },
});

const whole = { codeGroups: 1, databases: 1 };
const splitCode = { codeGroups: 5, databases: 1 };
const splitData = { codeGroups: 1, databases: 5 };
const splitBoth = { codeGroups: 5, databases: 5 };

const corners = (both: number): readonly ComparablePoint[] => [
  pointAt('cluster', 6, 1000, whole),
  pointAt('split-one-database', 6, 500, splitCode),
  pointAt('cluster-split-data', 6, 800, splitData),
  pointAt('split', 6, both, splitBoth),
];

describe('code × data', () => {
  it('tells the two effects apart, without interaction where they multiply', () => {
    const [factorial] = codeAndDataOf(corners(400));
    expect(factorial).toMatchObject({
      scale: 6,
      databaseCpuCores: 0.25,
      whole: { topology: 'cluster' },
      splitBoth: { topology: 'split' },
    });
    expect(factorial?.code.ratio.value).toBeCloseTo(0.5, 9);
    expect(factorial?.data.ratio.value).toBeCloseTo(0.8, 9);
    expect(factorial?.interaction.ratio.value).toBeCloseTo(1, 9);
    expect([factorial?.code.grade, factorial?.data.grade, factorial?.interaction.grade]).toEqual([
      'worse',
      'worse',
      'indistinguishable',
    ]);
  });

  it('gives an effect the interval of four figures, halved, and the interaction that of four', () => {
    const [factorial] = codeAndDataOf(corners(400));
    const width = Math.log(1.02);
    expect(factorial?.code.ratio).toMatchObject({
      high: expect.closeTo(0.5 * Math.exp(width), 9),
      samples: 5,
    });
    expect(factorial?.interaction.ratio).toMatchObject({
      high: expect.closeTo(Math.exp(2 * width), 9),
    });
  });

  it('finds an interaction: split code bears split data better', () => {
    const [factorial] = codeAndDataOf(corners(500));
    expect(factorial?.interaction).toMatchObject({ grade: 'better' });
    expect(factorial?.interaction.ratio.value).toBeCloseTo(1.25, 9);
  });

  it('needs all four corners, with the same CPU in every role', () => {
    expect(codeAndDataOf(corners(400).slice(0, 3))).toEqual([]);
    const richer = plantedPlan('cluster', 6, {
      ...richBudget,
      database: { ...richBudget.database, cpuCores: 0.5 },
    });
    const unequal = [...corners(400).slice(0, 3), pointAt('split', 6, 400, splitBoth, richer)];
    expect(codeAndDataOf(unequal)).toEqual([]);
  });

  it('takes no half-way cut for a corner', () => {
    const extracted = pointAt('orders-extracted', 6, 700, { codeGroups: 2, databases: 1 });
    const [factorial] = codeAndDataOf([extracted, ...corners(400)]);
    expect(factorial?.splitCode.topology).toBe('split-one-database');
  });
});

const richBudget = plantedRun().experiment.budget;

describe('iso-load', () => {
  const points = [
    pointAt('cluster', 1, 300, whole),
    pointAt('cluster', 2, 600, whole),
    pointAt('cluster', 4, 1020, whole),
    pointAt('split', 5, 300, splitBoth),
    pointAt('split', 8, 612, splitBoth),
  ];

  it('names the fewest cores that carry a load, with the certainty of the figures', () => {
    const [iso] = isoLoadsOf(points, []);
    expect(iso).toMatchObject({ scenario: 'browse', basis: 'throughput' });
    // Both carry 600 for certain: 612 / 1.02.
    expect(iso?.loads.map(({ loadPerSecond }) => loadPerSecond)).toEqual([150, 300, 450, 600]);
    const at600 = iso?.loads.at(-1)?.needs;
    expect(at600).toMatchObject([
      // 600 ± 2 % may carry 600 and does not for certain; four nodes do.
      { topology: 'cluster', scale: 2, provisionedCpuCores: { high: expect.closeTo(0.8, 9) } },
      { topology: 'split', scale: 8, provisionedCpuCores: { value: expect.closeTo(1.2, 9) } },
    ]);
    expect(at600?.[0]?.provisionedCpuCores.value).toBeCloseTo(0.6, 9);
  });

  it('uses capacities where load was offered', () => {
    const curves = [
      offeredAt('cluster', 2, { 100: [1, 1] }, 500),
      offeredAt('split', 6, { 100: [1, 1] }, 250),
    ];
    const capacity = isoLoadsOf([], curves).find(({ basis }) => basis === 'capacity');
    expect(capacity?.loads.at(-1)?.loadPerSecond).toBe(240);
    expect(capacity?.loads.at(-1)?.needs.map(({ scale }) => scale)).toEqual([2, 6]);
  });

  it('has nothing to say of one topology alone', () => {
    expect(isoLoadsOf(points.slice(0, 3), [])).toEqual([]);
  });
});

/** A cell by what each rate gave: rate → [p50, p99] in ms. */
function offeredAt(
  topology: string,
  scale: number,
  rates: Readonly<Record<number, readonly [number, number]>>,
  capacity: number,
): OfferedCurve {
  const missing = {
    value: null,
    reason: { kind: 'too-few-samples', samples: 800, needed: 10_000 },
  } as const;
  return {
    cell: cellOf(topology, scale, 'browse', { load: 'offered' }),
    provisionedCpuCores: scale * 0.1 + 0.4,
    points: Object.entries(rates).map(([rate, [p50, p99]]) => ({
      ratePerSecond: Number(rate),
      trials: 5,
      carriedPerSecond: Number(rate),
      errorShare: 0,
      latency: {
        count: 800,
        p50Ms: around(p50),
        p90Ms: missing,
        p99Ms: around(p99),
        p999Ms: missing,
      } satisfies Latency,
    })),
    capacityPerSecond: around(capacity),
    probes: 12,
  };
}

describe('latency at equal load', () => {
  const cluster = offeredAt('cluster', 6, { 100: [10, 30], 200: [12, 40] }, 500);
  const split = offeredAt('split', 6, { 100: [15, 30.5], 300: [20, 90] }, 250);

  it('shifts by percentile, at the rates that both were offered', () => {
    const [shift] = latencyShiftsOf([cluster, split]);
    expect(shift).toMatchObject({ first: 'split', second: 'cluster', scale: 6 });
    expect(shift?.rates.map(({ ratePerSecond }) => ratePerSecond)).toEqual([100]);
    const [p50, p90, p99] = shift?.rates[0]?.percentiles ?? [];
    expect(p50).toMatchObject({ percentile: 'p50Ms', shiftMs: { value: 5 }, grade: 'better' });
    expect(p50?.ratio.value).toBeCloseTo(1.5, 9);
    expect(p90).toMatchObject({ grade: 'unknown', shiftMs: { value: null } });
    expect(p99?.grade).toBe('indistinguishable');
  });

  it('compares no two scales and no two scenarios', () => {
    expect(latencyShiftsOf([cluster, offeredAt('split', 8, { 100: [1, 1] }, 1)])).toEqual([]);
  });
});

describe('the RPC tax', () => {
  const run = plantedRun();
  const measured = measureRun(run);
  const report = analyse(run);
  const [tax] = rpcTaxesOf(comparablePoints(report.curves, run.cells), measured);

  it('is what split code adds to a request, at the largest common scale', () => {
    // The planted split doubles the 0.3 ms that a request costs the application.
    expect(tax).toMatchObject({ scale: 8, sameData: true, grade: 'better' });
    expect(tax?.whole.cpuMsPerRequest.value).toBeCloseTo(0.69, 3);
    expect(tax?.split.cpuMsPerRequest.value).toBeCloseTo(0.99, 3);
    expect(tax?.addedCpuMs.value).toBeCloseTo(0.3, 3);
    expect(tax?.split.appCpuMsPerRequest).toBeCloseTo(0.6, 3);
  });

  it('has no price of a call where none was counted', () => {
    expect(tax?.cpuMsPerHop).toEqual({
      value: null,
      reason: { kind: 'no-added-call' },
    });
  });

  it('divides by the added calls', () => {
    const called = new Map(
      [...measured].map(([id, cell]) => [
        id,
        id.startsWith('split')
          ? { ...cell, measurement: { ...cell.measurement, hopsPerRequest: 1.5 } }
          : cell,
      ]),
    );
    const [counted] = rpcTaxesOf(comparablePoints(report.curves, run.cells), called);
    expect(counted?.cpuMsPerHop.value).toBeCloseTo(0.2, 3);
  });

  it('stands in the report', () => {
    expect(report.rpcTaxes).toHaveLength(1);
    expect(report.isoLoads).toHaveLength(1);
    expect(report.codeAndData).toEqual([]);
  });
});
